"""Which verb lives where: a verb is imported, and its flags are built, when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args

import typer
from typer.core import TyperCommand, TyperGroup

from backchannel.cli.help import told
from backchannel.errors import UsageFault
from backchannel.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HOMES = {
    "open": "channels",
    "lost": "lost",
    "show": "records",
    "check": "records",
    "new": "begin",
    "contacts": "contacts",
    "centrality": "measures",
    "loss": "loss",
    "whatif": "scenarios",
    "sensitivity": "scenarios",
    "disagreement": "disagreement",
    "report": "draw",
    "page": "page",
    "load": "graph",
    "query": "graph",
    "queries": "graph",
    "export": "export",
    "plot": "draw",
}
"""Verb → the module that has it, in the order of the help."""


class Verbs(TyperGroup):
    """The verbs, of which only the one that is asked for is built."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the verbs."""
        del ctx
        return list(HOMES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return one verb; where there is none, know them all, to say which is near."""
        del ctx
        for name in [cmd_name] if cmd_name in HOMES else HOMES:
            if name not in self.commands:
                self.commands[name] = _built(name)
        return self.commands.get(cmd_name)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters in front of the verb."""
        return _as_typed(super().get_params(ctx))


class Verb(TyperCommand):
    """A verb that takes texts as they were typed, and several after a flag whose values are so."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words; where the first is no flag, a flag of several has all that follow it."""
        if args and not args[0].startswith("-"):
            args = list(_each_flagged(args, _of_several(self.get_params(ctx))))
        if twice := self._given_twice(ctx, args):
            raise UsageFault(f"{twice} is given twice and takes one value; leave one out")
        if bare := self._without_dashes(ctx, args):
            raise UsageFault(f"{quoted(bare)} is a flag of this verb; write `--{bare}`")
        rest: list[str] = super().parse_args(ctx, args)
        return rest

    def _given_twice(self, ctx: Any, args: list[str]) -> str:
        """Return a flag of one value that stands twice, of which the last alone would count."""
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        seen: set[str] = set()
        for param in order:
            if param.param_type_name == "option" and not (
                param.multiple or getattr(param, "is_flag", False)
            ):
                if param.name in seen:
                    return str(param.opts[0])
                seen.add(param.name)
        return ""

    def _without_dashes(self, ctx: Any, args: list[str]) -> str:
        """Return a first word that names a flag, of a verb that takes no words of its own."""
        params = self.get_params(ctx)
        if not args or any(param.param_type_name == "argument" for param in params):
            return ""
        return args[0] if any(f"--{args[0]}" in param.opts for param in params) else ""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters."""
        return _as_typed(super().get_params(ctx))


def _of_several(params: Iterable[Any]) -> set[str]:
    """Return the flags after which several values may stand: those whose help says `ID…`."""
    return {
        flag
        for param in params
        if getattr(param, "multiple", False) and str(param.metavar).endswith("…")
        for flag in param.opts
    }


def _each_flagged(args: Iterable[str], several: set[str]) -> Iterator[str]:
    """Yield the words with the flag before each of its values: `--without a b` as it means."""
    flag = ""
    is_first = False
    for word in args:
        if word.startswith("-"):
            flag, is_first = (word if word in several else ""), True
        elif flag and not is_first:
            yield flag
        else:
            is_first = False
        yield word


def _as_typed(params: list[Any]) -> list[Any]:
    """Let parameters take their texts as typed; typer imports pydantic to make a text of a text."""
    for param in params:
        described = getattr(param, "type_descriptor", None)
        if described and _is_text(described):
            param._runtime_param = _AsTyped(described.parameter_info.parser)  # noqa: SLF001
    return params


class _AsTyped:
    """What typer asks for the value of a parameter: here the very texts, or what a parser says."""

    def __init__(self, parser: Callable[[str], Any] | None) -> None:
        self.parser = parser

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value."""
        del ctx
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if self.parser and not several:
            return self.parser(value)
        return list(value) if several else value


def function_of(verb: str) -> Callable[..., None]:
    """Return the function behind a verb."""
    home = import_module(f"backchannel.cli.{HOMES[verb]}")
    function: Callable[..., None] = home.VERBS[verb]
    return function


def _built(verb: str) -> Any:
    if verb == "plot":
        from backchannel.cli.draw import plot

        return typer.main.get_group(plot)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    function = function_of(verb)
    alone.command(verb, cls=Verb, **told(function))(function)
    return typer.main.get_command(alone)


def _is_text(described: Any) -> bool:
    parts = get_args(described.annotation) or (described.annotation,)
    return described.parameter_info.parser is not None or set(parts) <= {str, bool}
