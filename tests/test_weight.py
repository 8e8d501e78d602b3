"""How heavy a topic page is: fifty invented facts, told once each, in ten reports by three."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine import build

LIMIT = 60_000
FACTS, ARTICLES = 50, 10
OUTLETS = ("gazette", "radio", "agency")

CONFIG = """\
site_name: Briefing fictif
docs_dir: briefings
use_directory_urls: false
theme: {name: material, language: fr, font: false}
plugins: [briefing: {timezone: Europe/Paris}]
"""
SOURCES = """\
gazette: {name: La Gazette d’Exempleville, kind: newspaper}
radio: {name: Radio Exemple, kind: broadcaster}
agency: {name: Agence Exemple, kind: agency}
"""
TOPIC = """\
---
title: Port d’Exempleville
lead: event
states: [{id: closed, label: Fermé, tone: bad}, {id: open, label: Ouvert, tone: good}]
open_questions: ["Qui paiera les travaux du quai ?"]
---
Tout est inventé ici.
"""
ARTICLE = """\
---
title: Quais et bateaux, bulletin numéro %(n)s (fictif)
source: %(source)s
published: %(day)s
language: fr
rights: digest
claim_defaults: {certainty: reported, topics: harbour, on: %(day)s}
claims: [%(claims)s]
---
Tout est inventé.
"""
EVENT = (
    "type: event, actor: harbour-office, label: Fermeture du quai %(n)s pendant six heures",
    "La capitainerie a fermé le quai numéro %(n)s pendant six heures dans la matinée",
)
STATEMENT = (
    "type: statement, said_by: anna, certainty: claimed, form: quote, "
    "label: Réouverture du quai %(n)s annoncée avant la fin de la semaine",
    "« Le quai numéro %(n)s rouvrira avant la fin de la semaine prochaine », a dit la maire",
)
FIGURE = (
    "type: figure, of: bateaux à l’arrêt devant le quai %(n)s, value: %(n)s, unit: bateaux",
    "Dans la matinée, le port compte %(n)s bateaux à l’arrêt devant le quai numéro %(n)s",
)
STATUS = (
    "type: status, subject: port-%(n)s, state: closed",
    "Le port fictif numéro %(n)s a fermé à la navigation dans la matinée de mardi",
)


@pytest.mark.parametrize(
    "kinds", [[EVENT, STATEMENT, FIGURE], [STATUS]], ids=["facts of three types", "a board"]
)
def test_a_topic_of_fifty_facts_is_under_sixty_kilobytes(
    kinds: list[tuple[str, str]], tmp_path: Path
) -> None:
    briefings = tmp_path / "desk" / "briefings"
    for folder in ("articles", "topics"):
        (briefings / folder).mkdir(parents=True)
    actors = "anna: {name: Anna Exemple, kind: person, role: maire}\n"
    actors += "harbour-office: {name: Capitainerie d’Exempleville, kind: office}\n"
    actors += "".join(
        f"port-{n}: {{name: Port fictif numéro {n}, kind: office}}\n" for n in range(FACTS)
    )
    (briefings.parent / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (briefings / "sources.yml").write_text(SOURCES, "utf-8")
    (briefings / "actors.yml").write_text(actors, "utf-8")
    (briefings / "topics" / "harbour.md").write_text(TOPIC, "utf-8")
    for n in range(ARTICLES):
        told = [
            [text % {"n": fact} for text in kinds[fact % len(kinds)]]
            for fact in range(n, FACTS, ARTICLES)
        ]
        claims = ", ".join(f'{{{claim}, passage: "{passage}"}}' for claim, passage in told)
        day = f"2024-11-{2 * n + 1:02}"
        head = ARTICLE % {"n": n, "source": OUTLETS[n % 3], "day": day, "claims": claims}
        body = "\n\n".join(f"{passage}." for _, passage in told)
        (briefings / "articles" / f"{day}-quais-et-bateaux.md").write_text(head + body, "utf-8")
    answer = build(briefings.parent, tmp_path / "site")
    assert answer.code == 0, answer.log
    page = (tmp_path / "site" / "topics" / "harbour.html").read_text("utf-8")
    assert page.count('class="words"') == FACTS
    assert len(page.encode()) < LIMIT
