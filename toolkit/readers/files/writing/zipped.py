"""An archive with other bytes in some of its parts; all others, their order and their dates stay."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from toolkit.readers.files.archives import Archive

_KEPT = ("compress_type", "comment", "extra", "create_system", "external_attr", "internal_attr")


def with_parts(archive: Archive, parts: Mapping[str, bytes]) -> bytes:
    """Return the bytes of an archive in which these parts are other ones, or more."""
    written = BytesIO()
    with ZipFile(written, "w") as target:
        target.comment = archive.zipped.comment
        for entry in archive.zipped.infolist():
            own = ZipInfo(entry.filename, entry.date_time)
            for name in _KEPT:
                setattr(own, name, getattr(entry, name))
            target.writestr(own, parts[entry.filename] if entry.filename in parts else archive.copied(entry))
        for name in parts.keys() - set(archive.zipped.namelist()):
            own = ZipInfo(name)
            own.compress_type = ZIP_DEFLATED
            target.writestr(own, parts[name])
    return written.getvalue()
