"""Archives that are the same for the same content: parts in order, without the time at which they were written."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)


def archive(parts: Mapping[str, bytes], stored: str = "") -> bytes:
    """Return a zip archive of parts in this order; the one called ``stored`` is not packed (the type of ODF)."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        for name, data in parts.items():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_STORED if name == stored else ZIP_DEFLATED
            zipped.writestr(info, data)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of an archive, in their order."""
    with ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}
