"""What axe-core finds wrong with a page, told so that it can be mended."""

from __future__ import annotations

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()


def violations(page: Page, *, within: str = "html", but: Iterable[str] = ()) -> list[str]:
    """Every element that breaks a rule of axe-core, of whatever weight.

    Args:
        page: As it stands: only what is shown is looked at.
        within: A selector of what is looked at; it must be there.
        but: Selectors of what is left out of it.

    Returns:
        `rule (weight): selector: what to do`, one an element.
    """
    context = {"include": [[within]], "exclude": [[selector] for selector in but]}
    answer = AXE.run(page, context=context, options={"resultTypes": ["violations"]}).response
    assert answer["passes"], f"no rule of axe had anything to say about {within}"
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, element['target']))}: "
        + element["failureSummary"].replace("\n", " ")
        for rule in answer["violations"]
        for element in rule["nodes"]
    ]
