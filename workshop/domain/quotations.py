"""A note's own words in somebody else's text: in quotation marks, so that they stay theirs."""


def quoted_at_the_end(text: str, words: str) -> str:
    """Return the text with the words in quotation marks on a line of their own after it.

    Words that stand in it in quotation marks already are not put there twice.
    """
    quotation = f"“{words}”"
    return text if quotation in text else f"{text}\n{quotation}".strip()
