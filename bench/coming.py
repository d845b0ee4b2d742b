"""How the phones of a hall come in, before anything is measured."""

from bench.children import Child

AT_ONCE = 100


def let_in(crowd: Child, url: str, pages: list[list[str]]) -> float:
    """Connect these phones, and say how long it took; refuses a run in which one stays outside."""
    came = crowd.ask(do="come", url=url, people=pages, at_once=AT_ONCE)
    if came["joined"] != len(pages):
        raise RuntimeError(f"Only {came['joined']} of {len(pages)} phones came in.")
    seconds: float = came["seconds"]
    return seconds
