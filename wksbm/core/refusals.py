"""How an action says no."""


class RefusedByRule(Exception):  # noqa: N818  it is an answer, not an error
    """An action's polite no: a sentence for the person, and the form field it belongs to. Nothing was changed."""

    def __init__(self, sentence: str, *, field: str | None = None):
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
