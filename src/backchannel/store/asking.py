"""Questions of the collection and Cypher of one's own, as they are asked in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.store.queries import ask, is_file, own, question

if TYPE_CHECKING:
    from backchannel.store.protocol import Result, Store


def query(store: Store, what: str, /, **values: Any) -> Result:
    """
    Ask a database a question by its name, a file, or Cypher of one's own.

    Parameters
    ----------
    store
        What `connect` returned; it has to hold a dataset.
    what
        A name of `questions`, the path of a file, or a text in Cypher of more than a word.
    **values
        The parameters by name: text, days and numbers; a name serves for an id where the question
        says that it takes one.

    Raises
    ------
    UnknownName
        If no question is called so, or a parameter or an id is unknown.
    UsageFault
        If a value is missing, or is not of its type.
    QueryRefused
        If the engine refuses the text, or it takes too long or gives too many rows.

    Examples
    --------
    ::

        with bc.connect("graph") as store:
            store.load(data)
            rows = bc.query(store, "silences", left="vladimir-putin", right="joe-biden")
    """
    is_text = len(what.split()) > 1 and not is_file(what)
    asked = own(what, "the query") if is_text else question(what)
    return ask(store, asked, values)
