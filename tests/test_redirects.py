"""Old paths of articles, short of a browser: what stands in their way is told before it is lost.

What the pages say is in `cases/pages/redirect.case`, what is refused in `cases/diagnostics`, that
nothing of a draft is served in `test_sites.py`. The site is fictional.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from generator.cli import main, open_content, read_config
from generator.mkdocs_redirects import redirect_files
from tests.engine import copy_of


def test_a_file_of_the_theme_or_of_another_plugin_is_not_overwritten(tmp_path: Path) -> None:
    config = read_config(copy_of("withheld", tmp_path) / "mkdocs.yml")
    config.plugins._current_plugin = "briefing"  # as the engine does before each hook
    site = open_content(config)
    found = list(redirect_files(site, Files([]), config))
    assert [file.dest_uri for file in found] == list(site.redirects)
    other = File("Vieux/INDEX.html", None, config.site_dir, use_directory_urls=False)
    with pytest.raises(PluginError, match=r"`vieux/index\.html` .* `Vieux/INDEX\.html`"):
        list(redirect_files(site, Files([other]), config))


def test_a_check_tells_what_only_shows_once_the_pages_are_laid_out(tmp_path: Path) -> None:
    desk = copy_of("withheld", tmp_path)

    def check() -> tuple[int, str]:
        answer = CliRunner().invoke(main, ["check", "--config", str(desk / "mkdocs.yml")])
        return answer.exit_code, answer.output

    assert check() == (0, "0 errors, 0 warnings\n")
    article = desk / "briefings" / "articles" / "2023-05-03-quai-nord.md"
    text = article.read_text("utf-8")
    article.write_text(text.replace("vieux/", "days/2023-05-03.html"), "utf-8")
    code, said = check()
    assert (code, said.count(" error BR211: ")) == (1, 1)
    article.write_text(text, "utf-8")
    (desk / "mine" / "pages").mkdir(parents=True)
    (desk / "mine" / "pages" / "redirect.html.j2").write_text("{{ 1 / 0 }}\n", "utf-8")
    config = (desk / "mkdocs.yml").read_text("utf-8")
    config = config.replace("- briefing:", "- briefing:\n      templates: mine")
    (desk / "mkdocs.yml").write_text(config, "utf-8")
    code, said = check()
    assert (code, said.count("redirect.html.j2:1:1: error BR501: ")) == (1, 1)
