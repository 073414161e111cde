"""Among those who speak are those on whose word the record tells something, beside those who are quoted."""

from tests.record.built_by_hand import Page, day, ref

from communique.dossier.brief import make_brief
from communique.record import open_record
from communique.words import Actor, Attribution, Case


def test_who_is_only_cited_is_among_the_speakers(tmp_path):
    page = Page("Russia struck Kyiv, Ukrainian officials said.", published="2026-01-24")
    slots = {"name": "Ukrainian officials", "type": "group", "country": "UKR", "sector": "GOV", "side": "UKR"}
    actor = page.add(Actor, "name", "Ukrainian officials", aliases=(), roles=(), **slots)
    source = Attribution("anonymous", ref("Ukrainian officials", "UKR", "GOV", actor.id))
    page.event("Russia struck Kyiv", "ASSAULT", day("2026-01-23"), status="claimed", attribution=source)
    with open_record(tmp_path / "talks.communique", create=True) as record:
        page.keep(record)
        brief = make_brief(record, Case(name="talks", title="Talks", parties=("RUS", "UKR")))
    speakers = next(s for s in brief.sections if s.id == "speakers")
    told = {i.lead: (i.text, len(i.cites)) for g in speakers.groups for i in g.items}
    assert told == {"Ukrainian officials": ("cited 1 time", 1)}
