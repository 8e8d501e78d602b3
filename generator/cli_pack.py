"""The command `briefing pack`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from generator.outputs.pack import (
    BuiltSite,
    Chromium,
    PrintingFailed,
    find_chromium,
    sheet_of,
    write_archive,
)
from generator.progress import told

ARCHIVE = "briefing.zip"


@click.command()
@click.argument(
    "folder", metavar="SITE", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "-o",
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default="dist",
    show_default=True,
    help="The folder to write into.",
)
@click.option("--pdf", is_flag=True, help="A day's brief and every topic as PDF, too.")
@click.option("--day", metavar="DATE", help="The brief of that day; the newest if none is named.")
@click.option("--days", is_flag=True, help="The briefs of all days.")
@click.option(
    "--paper",
    type=click.Choice(["A4", "Letter"], case_sensitive=False),
    default="A4",
    show_default=True,
    help="The size of the sheets.",
)
def pack(folder: Path, to: Path, pdf: bool, day: str | None, days: bool, paper: str) -> None:
    """Pack the built site in the folder SITE: one archive for a USB stick, and PDF to hand out.

    The PDFs are printed by a Chromium or Chrome that is installed; BRIEFING_CHROMIUM names
    another. It runs no script of the site and asks no host. The same site gives the same archive.

    \b
    Example:
      briefing pack site
      briefing pack site --pdf --day 2024-11-20 -o /media/stick
    """  # noqa: D301 - click wants the backspace
    site = BuiltSite(folder.resolve())
    if not site.is_one:
        raise click.UsageError(
            f"{folder} holds no briefing site. Build one with `mkdocs build`, and name the folder "
            "that it was written into."
        )
    if to.resolve().is_relative_to(site.folder):
        raise click.UsageError(f"{to} is in the site. Name another folder with --to.")
    if (day or days) and not pdf:
        raise click.UsageError("Days are printed: add --pdf.")
    pages = _pages(site, day, days) if pdf else []
    chromium = _chromium() if pages else None
    to.mkdir(parents=True, exist_ok=True)
    write_archive(site.folder, told("Packing", site.files), to / ARCHIVE)
    if chromium:
        _print(site, pages, to, paper, chromium)
    click.echo("\n".join([str(to / ARCHIVE), *(str(to / _pdf(page)) for page in pages)]))


def _pages(site: BuiltSite, day: str | None, days: bool) -> list[str]:
    """The pages to print: briefs, then topics."""
    if day and day not in site.days:
        there = f"from {site.days[0]} to {site.days[-1]}" if site.days else "none"
        raise click.UsageError(f"There is no brief of {day}. Days of this site: {there}.")
    wanted = site.days if days else [day] if day else site.days[-1:]
    return [*(f"days/{one}.html" for one in wanted), *site.topics]


def _chromium() -> Chromium:
    found = find_chromium()
    if found is None:
        raise click.UsageError(
            "No Chromium or Chrome runs here, which prints the PDFs. Install one, or set "
            "BRIEFING_CHROMIUM to its path; without --pdf the archive is written all the same."
        )
    return found


def _print(site: BuiltSite, pages: list[str], to: Path, paper: str, chromium: Chromium) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        for page in told("Printing", pages):
            html = sheet_of(site.folder, page, site.text(page), paper)
            try:
                # Of the content's own day: the same site gives the same PDF.
                made = chromium.pdf(html, (site.days or ("1980-01-01",))[-1], Path(scratch))
            except PrintingFailed as problem:
                raise click.ClickException(f"{page} was not printed: {problem}") from None
            into = to / _pdf(page)
            into.parent.mkdir(parents=True, exist_ok=True)
            into.write_bytes(made)


def _pdf(page: str) -> str:
    return page.removesuffix(".html") + ".pdf"
