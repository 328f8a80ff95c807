"""Every small change of a module that may alter what it does, each at its exact place in the text.

The operators are those of mutation analysis (DeMillo, Lipton & Sayward 1978, "Hints on test data selection"), without
what no behaviour hangs on: annotations, docstrings, messages of errors, decorators.
"""

import ast
import hashlib
import io
import re
import tokenize
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import CodeType

COMPARISONS = {
    **{"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="},
    **{"in": "not in", "not in": "in", "is": "is not", "is not": "is"},
}
ARITHMETIC = {"+": "-", "-": "+", "*": "/", "/": "*", "//": "*", "%": "*", "**": "*", "|": "&", "&": "|", "^": "|"}
# Their arguments are words for people or for the type checker.
_SILENT = {
    *("print", "echo", "warn", "debug", "info", "warning", "exception", "getLogger"),
    *("cast", "TypeVar", "NewType", "NamedTuple"),
}
_IDLE_KEYWORDS = {"encoding", "strict"}
_TYPE_ALIAS = re.compile(r"_?[A-Z]([a-z]\w*)?")
_WORDS_OF_A_MESSAGE = 3


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Puts ``new`` where ``old`` stands in the file ``path``, from character ``start`` on."""

    path: str
    start: int
    line: int
    kind: str
    old: str
    new: str

    @property
    def id(self) -> str:
        """A short name that stays as long as the place does."""
        return hashlib.sha256(repr((self.path, self.start, self.old, self.new)).encode()).hexdigest()[:8]

    def applied(self, text: str) -> str:
        """Return the module's text with the change in it."""
        return text[: self.start] + self.new + text[self.start + len(self.old) :]


def changes(path: str, text: str) -> list[Change]:
    """Return all changes of a module, in the order of their places."""
    finder = _Finder(path, _Text(text))
    finder.visit(ast.parse(text))
    return sorted(set(finder.found))


def alters(change: Change, text: str) -> bool:
    """Return whether a change gives a module that compiles, to other bytecode."""
    try:
        return _essence(compile(change.applied(text), "", "exec")) != _essence(compile(text, "", "exec"))
    except (SyntaxError, SyntaxWarning):
        return False


def _essence(code: CodeType) -> tuple[object, ...]:
    """Return what a piece of code does, without the lines it stands on."""
    constants = tuple(_essence(one) if isinstance(one, CodeType) else (type(one), repr(one)) for one in code.co_consts)
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    counts = (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags)
    return (code.co_code, constants, names, counts, code.co_exceptiontable)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


class _Text:
    """A module's text, with the way from the places of ``ast`` and ``tokenize`` to its characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self.tokens = [
            _Token(token.string, self._starts[token.start[0] - 1] + token.start[1], self._end(token))
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type in (tokenize.OP, tokenize.NAME, tokenize.NUMBER, tokenize.STRING)
        ]
        self._token_starts = [token.start for token in self.tokens]

    def _end(self, token: tokenize.TokenInfo) -> int:
        return self._starts[token.end[0] - 1] + token.end[1]

    def start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        """Return where a node begins; ``ast`` counts bytes."""
        return self._offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        """Return where a node ends."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._offset(node.end_lineno, node.end_col_offset)

    def _offset(self, line: int, column: int) -> int:
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())

    def line(self, offset: int) -> int:
        """Return the line of a character, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def after(self, offset: int) -> int:
        """Return the number of the first token at or after a place."""
        return bisect_left(self._token_starts, offset)

    def between(self, left: ast.expr, right: ast.expr) -> Iterator[_Token]:
        """Yield the tokens between two nodes."""
        end = self.start(right)
        for token in self.tokens[self.after(self.end(left)) :]:
            if token.start >= end:
                return
            yield token


class _Finder(ast.NodeVisitor):
    """Gathers the changes; what is not visited is not changed."""

    def __init__(self, path: str, text: _Text) -> None:
        self.path = path
        self.text = text
        self.found: list[Change] = []
        self._last: list[ast.stmt] = []
        self._default = False

    def _put(self, kind: str, start: int, end: int, new: str) -> None:
        old = self.text.text[start:end]
        self.found.append(Change(self.path, start, self.text.line(start), kind, old, new))

    def _replace(self, kind: str, node: ast.expr | ast.stmt, new: str) -> None:
        self._put(kind, self.text.start(node), self.text.end(node), new)

    def _visit_all(self, nodes: Sequence[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    # Operators

    def visit_Compare(self, node: ast.Compare) -> None:
        for left, right in zip([node.left, *node.comparators], node.comparators, strict=False):
            signs = [token for token in self.text.between(left, right) if token.text not in "()"]
            self._swap("comparison", signs, COMPARISONS)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if not (_is_text(node.left) or _is_text(node.right) or _is_type(node.left) or _is_type(node.right)):
            signs = [token for token in self.text.between(node.left, node.right) if token.text not in "()"]
            self._swap("arithmetic", signs, ARITHMETIC)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if not _is_text(node.value):
            signs = {f"{sign}=": f"{other}=" for sign, other in ARITHMETIC.items()}
            self._swap("arithmetic", list(self.text.between(node.target, node.value))[:1], signs)
        self.visit(node.value)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for left, right in zip(node.values, node.values[1:], strict=False):
            signs = [token for token in self.text.between(left, right) if token.text not in "()"]
            self._swap("and, or", signs, {"and": "or", "or": "and"})
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            start = self.text.start(node)
            self._put("not", start, self.text.tokens[self.text.after(start) + 1].start, "")
        self.generic_visit(node)

    def _swap(self, kind: str, signs: Sequence[_Token], others: dict[str, str]) -> None:
        other = others.get(" ".join(sign.text for sign in signs))
        if other:
            self._put(kind, signs[0].start, signs[-1].end, other)

    # Conditions

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" in ast.dump(node.test) or "__name__" in ast.dump(node.test):
            return
        self._negate(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._negate(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._negate(test)
        self.generic_visit(node)

    def _negate(self, test: ast.expr) -> None:
        """Turn a condition round, unless a swapped comparison or a removed ``not`` does."""
        turned = isinstance(test, ast.Compare) and not isinstance(test.ops[0], (ast.Lt, ast.LtE, ast.Gt, ast.GtE))
        if not turned and not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
            start, end = self.text.start(test), self.text.end(test)
            self._put("condition", start, end, f"not ({self.text.text[start:end]})")

    # Statements

    def visit_Return(self, node: ast.Return) -> None:
        if node is not self._last[-1]:
            self._replace("early return", node, "pass")
        if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self._replace("return", node.value, "None")
            self.visit(node.value)

    def visit_Continue(self, node: ast.Continue) -> None:
        self._replace("loop", node, "break")
        self._replace("loop", node, "pass")

    def visit_Break(self, node: ast.Break) -> None:
        self._replace("loop", node, "continue")

    def visit_Raise(self, node: ast.Raise) -> None:
        self._replace("refusal", node, "pass")

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):
            return
        if isinstance(node.value, ast.Call) and _called(node.value) not in _SILENT:
            self._replace("statement", node, "pass")
        self.visit(node.value)

    # Literals and arguments

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool):
            self._literal("truth", node, str(not value))
        elif isinstance(value, (int, float)):
            for other in sorted({value + 1, value * 2} - {value}):
                self._literal("number", node, repr(other))
        elif isinstance(value, str) and len(value.split()) < _WORDS_OF_A_MESSAGE:
            self._literal("text", node, '""' if value else '"~"')

    def _literal(self, kind: str, node: ast.Constant, new: str) -> None:
        self._replace("default argument" if self._default else kind, node, new)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave it: Python 3.11 does not know the places of what stands inside."""

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if isinstance(node.value, ast.Name) and node.value.id == "Literal":
            return
        if isinstance(node.slice, ast.Slice):
            for bound in (node.slice.lower, node.slice.upper):
                if bound is not None:
                    self._replace("slice", bound, "")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if name in _SILENT or name.endswith(("Error", "Warning", "Exception")):
            return
        self._visit_all([node.func, *node.args])
        for keyword in node.keywords:
            if keyword.arg is not None and keyword.arg not in _IDLE_KEYWORDS:
                self._drop(keyword)
                self.visit(keyword.value)

    def _drop(self, keyword: ast.keyword) -> None:
        """Remove a keyword argument with one of the commas beside it."""
        tokens, start, end = self.text.tokens, self.text.start(keyword), self.text.end(keyword)
        before = tokens[self.text.after(start) - 1]
        after = tokens[self.text.after(end)]
        if before.text == ",":
            self._put("keyword argument", before.start, end, "")
        elif after.text == ",":
            self._put("keyword argument", start, tokens[self.text.after(end) + 1].start, "")
        else:
            self._put("keyword argument", start, end, "")

    # What is passed over

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._default = True
        self._visit_all([*node.args.defaults, *node.args.kw_defaults])
        self._default = False
        self._last.append(node.body[-1])
        self._visit_all(node.body)
        self._last.pop()

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if "Protocol" not in (base.id for base in node.bases if isinstance(base, ast.Name)):
            self._visit_all(node.body)

    def visit_Assign(self, node: ast.Assign) -> None:
        target = node.targets[0]
        if isinstance(target, ast.Name) and (target.id.startswith("__") or _TYPE_ALIAS.fullmatch(target.id)):
            return
        self._visit_all([*node.targets, node.value])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._visit_all([node.value])

    def visit_Import(self, node: ast.Import) -> None:
        """Leave it."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Leave it."""


def _called(call: ast.Call) -> str:
    """Return the last name of what is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_text(node: ast.expr) -> bool:
    """Return whether a node is plainly a text or a list, which only ``+`` joins."""
    return isinstance(node, (ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp)) or (
        isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))
    )


def _is_type(node: ast.expr) -> bool:
    """Return whether a node is plainly a type: None, or ``str`` in ``str | int``."""
    builtin = isinstance(node, ast.Name) and node.id in ("str", "int", "float", "bool", "bytes")
    return builtin or (isinstance(node, ast.Constant) and node.value is None)
