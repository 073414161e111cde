"""The brief tells what the record holds, each line with its citation, and lets no captured text out of its place."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from tests.record.built_by_hand import ABU_DHABI, RUS, UKR, USA, Page, day, host, ref

from communique.dossier.brief import brief_html, brief_markdown, chosen_sections, make_brief
from communique.dossier.brief.citing import live_link
from communique.dossier.brief.model import cites_of
from communique.dossier.brief.silence import reported_silences, silence_words
from communique.dossier.sources import sources_of
from communique.record import Failure, open_record
from communique.words import ActorRef, Attribution, Case

CASE = Case(name="talks", title="Talks of two sides", parties=("RUS", "UKR"), third_parties=("United States",))
OFFICIAL = ref("Ukrainian officials", "UKR", "GOV")


def first_page():
    page = Page(
        "Envoys met in Abu Dhabi on Saturday. They agreed to meet again on 1 February. "
        "Russia demands Donbas. Ukraine rejects the demand. Russia struck Kyiv, Ukrainian officials said. "
        "Moscow has not commented on the strike. Some 314 prisoners went home. No truce was agreed.",
        published="2026-01-24T20:00:00+04:00",
        url="https://herald.example/first-round",
    )
    page.round("Envoys met in Abu Dhabi on Saturday", day("2026-01-23", "2026-01-24"), third_party=(host(USA),))
    page.event(
        "Russia struck Kyiv, Ukrainian officials said",
        "ASSAULT",
        day("2026-01-24"),
        status="claimed",
        attribution=Attribution("anonymous", OFFICIAL),
    )
    page.event(
        "No truce was agreed", "AGREE", day("2026-01-24"), actor=(RUS, UKR), recipient=(), status="did_not_happen"
    )
    page.position("Russia demands Donbas", RUS, "territory", "demands", day("2026-01-24"))
    page.position("Ukraine rejects the demand", UKR, "territory", "rejects", day("2026-01-24"))
    page.commitment("agreed to meet again on 1 February", day("2026-02-01"), made=day("2026-01-24"))
    page.tally("Some 314 prisoners", 314, as_of=day("2026-01-24"))
    return page


def second_page():
    page = Page(
        "Envoys met in Abu Dhabi on 4 and 5 February. From each side 157 prisoners went home.",
        published="2026-02-05",
        publisher="Courier",
    )
    page.round("Envoys met in Abu Dhabi on 4 and 5 February", day("2026-02-04", "2026-02-05"))
    page.tally("From each side 157 prisoners", 157, scope="each", as_of=day("2026-01-25"))
    return page


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "talks.communique", create=True) as record:
        first_page().keep(record)
        second_page().keep(record)
        record.fail(Failure("", "lost.html", "captures", "CaptureProblem", "it cannot be opened"))
        yield record


def section(brief, name):
    return next(s for s in brief.sections if s.id == name)


def items(part):
    return [i for g in part.groups for i in g.items]


def test_every_line_of_the_record_has_a_citation_that_leads_to_its_words(record):
    brief = make_brief(record, CASE)
    quotes = {q.cite.label: q.exact for c in brief.sources for q in c.quotes}
    for name in ("rounds", "events", "due", "speakers"):
        for item in items(section(brief, name)):
            assert item.cites, item
            assert not item.sentence or item.sentence == quotes[item.cites[0].label]
    assert {c.label for s in brief.sections for c in cites_of(s)} == set(quotes)


def test_a_claim_is_told_as_a_claim_and_what_did_not_happen_as_such(record):
    events = {i.lead: i for i in items(section(make_brief(record, CASE), "events"))}
    assert events["Attack"].status == "claimed"
    assert events["Attack"].text == "Russia → Ukraine, according to Ukrainian officials (not named)"
    assert events["Agreement or promise"].status == "did_not_happen"


def test_a_round_names_days_parties_and_third_parties(record):
    first = items(section(make_brief(record, CASE), "rounds"))[0]
    assert first.lead == "Abu Dhabi talks, 23 to 24 January 2026"
    notes = {n.lead: n.text for n in first.notes}
    assert notes["Parties"] == "Russia and Ukraine"
    assert notes["Third parties"] == "United States (host)"


def test_a_promise_kept_late_shows_both_sentences(record):
    due = section(make_brief(record, CASE), "due")
    late = next(g for g in due.groups if g.title == "Kept late").items[0]
    assert late.sentence == "They agreed to meet again on 1 February."
    assert late.notes[-1].sentence == "Envoys met in Abu Dhabi on 4 and 5 February."
    assert late.lead == "1 February 2026"


def test_seen_earlier_the_same_promise_is_not_due_yet_and_later_captures_are_not_there(record):
    brief = make_brief(record, CASE, as_of="2026-01-30")
    assert [g.title for g in section(brief, "due").groups] == ["Not due yet"]
    assert len(brief.sources) == 1
    assert "4 and 5 February" not in brief_markdown(brief)


def test_seen_the_day_after_with_nothing_captured_it_is_due_and_nothing_found(record):
    brief = make_brief(record, CASE, as_of="2026-02-02")
    assert [g.title for g in section(brief, "due").groups] == ["Due, and nothing found"]


def test_the_matrix_shows_stances_and_silence(record):
    case = Case(parties=("Russia", "Ukraine"), issues=(("fishing", ("trawler",)),))
    standing = section(make_brief(record, case), "positions")
    matrix = standing.matrix
    assert matrix.columns == ("Russia", "Ukraine")
    rows = {r.title: [[i.lead for i in c.items] for c in r.cells] for r in matrix.rows}
    assert rows == {"Territory": [["demands"], ["rejects"]], "Fishing": [[], []]}
    silent = next(g for g in standing.groups if g.title == "Reported to have kept silent")
    assert [(i.lead, i.sentence) for i in silent.items] == [("Russia", "Moscow has not commented on the strike.")]
    assert "*nothing found*" in brief_markdown(make_brief(record, case))


def test_figures_that_differ_stand_side_by_side_with_how_they_are_reconciled(record):
    figures = section(make_brief(record, CASE), "figures")
    table = figures.groups[0].table
    assert sorted(r.title for r in table.rows) == ["157 prisoners exchanged each", "314 prisoners exchanged"]
    assert figures.groups[0].items[0].text == "Reconciled: 157 each × 2 = 314"


def total(publisher, value, published):
    page = Page(f"{publisher}: {value} prisoners came home so far.", publisher=publisher, published=published)
    page.tally(f"{value} prisoners", value, cumulative=True, as_of=day(published))
    return page


def test_a_running_total_is_a_series_in_the_order_of_its_days(tmp_path):
    with open_record(tmp_path / "r", create=True) as record:
        for made in (("Post", 4900, "2026-03-26"), ("Herald", 4641, "2026-01-26"), ("Courier", 4800, "2026-02-26")):
            total(*made).keep(record)
        brief = make_brief(record, CASE)
        (group,) = section(brief, "figures").groups
        assert [r.title.split()[0] for r in group.table.rows] == ["4,641", "4,800", "4,900"]
        assert {i.text for i in group.items} == {
            "A running total that rises: from 4,641 (26 January 2026) to 4,800 (26 February 2026)",
            "A running total that rises: from 4,800 (26 February 2026) to 4,900 (26 March 2026)",
        }
        assert ("Figures", "1 running total rises") in [(i.lead, i.text) for i in items(section(brief, "glance"))]
        total("Star", 4700, "2026-04-26").keep(record)
        brief = make_brief(record, CASE)
        (group,) = section(brief, "figures").groups
        assert "Differ: a running total that falls from 4,900 to 4,700" in {i.text for i in group.items}
        assert [r.title.split()[0] for r in group.table.rows] == ["4,641", "4,800", "4,900", "4,700"]
        assert ("Figures", "1 group differs") in [(i.lead, i.text) for i in items(section(brief, "glance"))]


def test_a_party_that_turned_is_shown_with_both_sentences(tmp_path):
    with open_record(tmp_path / "r", create=True) as record:
        for text, stance, published in (
            ("Kyiv refused a truce at sea", "rejects", "2026-01-10"),
            ("Kyiv accepted the truce at sea", "accepts", "2026-02-01"),
        ):
            page = Page(f"{text}.", published=published, publisher=stance)
            page.position(text, UKR, "ceasefire", stance, day(published))
            page.keep(record)
        brief = make_brief(record, CASE)
        group = next(g for g in section(brief, "positions").groups if g.title == "Who turned")
        (turn,) = group.items
        assert (turn.lead, turn.text) == ("Ukraine on ceasefire", "from rejects to accepts")
        assert turn.sentence == "Kyiv accepted the truce at sea."
        assert [n.sentence for n in turn.notes] == ["Kyiv refused a truce at sea."]


def test_what_to_doubt_names_lone_claims_and_lost_captures(record):
    groups = {g.title: g for g in section(make_brief(record, CASE), "doubts").groups}
    assert groups["Claims that one source alone reports"].items[0].status == "claimed"
    assert groups["Captures that could not be read"].items[0].lead == "lost.html"


def test_copies_and_hijacked_pages_do_not_count(tmp_path):
    text = "Envoys met in Abu Dhabi on Saturday and talked for nine hours about land, prisoners and the sea lanes."
    with open_record(tmp_path / "r.communique", create=True) as record:
        for number, hijacked in enumerate((False, False, True)):
            page = Page(text, published=f"2026-01-2{number + 4}", publisher=f"Paper {number}", hijacked=hijacked)
            page.round("Envoys met in Abu Dhabi on Saturday", day("2026-01-24"))
            page.keep(record)
        sources = sources_of(record)
        brief = make_brief(record)
    assert [s.counts for s in sources] == [True, False, False]
    assert sources[1].why == "the same text as [1] (100% of the wording): one source"
    assert sources[2].why == "a hijacked page: no source at all"
    titles = [g.title for g in section(brief, "doubts").groups]
    assert titles[:2] == ["Pages that are no source", "Copies, counted as one source"]
    assert section(brief, "glance").groups[0].items[0].text.startswith("3 captures, 1 independent source (")


def test_an_empty_record_gives_a_brief_that_says_so(tmp_path):
    with open_record(tmp_path / "r.communique", create=True) as record:
        brief = make_brief(record)
    text = brief_markdown(brief)
    assert "No round of talks was found." in text
    assert "No commitment was found." in text
    assert brief.as_of == ""
    brief_html(brief)


def test_the_same_record_gives_the_same_bytes_whatever_the_order(tmp_path):
    shown = []
    for number, pages in enumerate(([first_page(), second_page()], [second_page(), first_page()])):
        with open_record(tmp_path / f"{number}.communique", create=True) as record:
            for page in pages:
                page.keep(record)
            brief = make_brief(record, CASE)
            shown.append((brief_markdown(brief), brief_html(brief)))
    assert shown[0] == shown[1]


def test_the_period_leaves_out_other_days(record):
    brief = make_brief(record, CASE, since="2026-02-01")
    assert [i.lead for i in items(section(brief, "rounds"))] == ["Abu Dhabi talks, 4 to 5 February 2026"]
    assert any("left out" in line for line in brief.about)


def test_long_days_are_capped_and_say_how_to_see_the_rest(tmp_path):
    words = [f"Shell number {n} fell on the port." for n in range(30)]
    page = Page(" ".join(words))
    for line in words:
        page.event(line, "ASSAULT", day("2026-01-20"))
    with open_record(tmp_path / "r.communique", create=True) as record:
        page.keep(record)
        events = section(make_brief(record), "events")
    count = sum(1 for _ in items(events))
    assert count <= 10
    assert "communique show events --from 2026-01-20 --to 2026-01-20" in events.groups[0].more or count < 10


def test_chosen_sections_keep_only_the_sentences_that_they_cite(record):
    brief = chosen_sections(make_brief(record, CASE), ["due"])
    assert [s.id for s in brief.sections] == ["due"]
    assert {q.cite.label for c in brief.sources for q in c.quotes} == {c.label for c in cites_of(brief.sections[0])}


def test_live_links_name_the_words_and_encode_what_the_syntax_uses():
    assert live_link("https://a.example/b#c", "one-two, three") == "https://a.example/b#:~:text=one%2Dtwo%2C%20three"
    long = " ".join(f"w{n}" for n in range(20))
    assert live_link("https://a.example/", long) == (
        "https://a.example/#:~:text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19"
    )
    assert live_link("javascript:alert(1)", "one") is None


@pytest.mark.parametrize("row", silence_words(), ids=lambda r: r.id)
def test_words_of_silence_read_their_example_and_not_their_counter_example(row):
    from communique.dossier.brief.scope import Party

    for text, expected in ((row.example, 1), (row.counter, 0)):
        name = re.search(r"Khartoum|Tripoli|Sanaa|Juba|Addis Ababa|Yerevan", text).group()
        page = Page(text)
        source = type("S", (), {"capture": page.capture.id, "text": text, "counts": True})
        assert len(reported_silences([source], [Party(name)])) == expected


# --- the page ---------------------------------------------------------------------------------------------------------

EVIL = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> [click](https://evil.example) "
    "\x1b[31mred\x1b[0m \u202eevil # heading =cmd|' /C calc'!A0 \"quoted\" 'single' &lt;b&gt;"
)


def hostile(tmp_path):
    text = f"Envoys met {EVIL} in Abu Dhabi on Saturday. They agreed {EVIL} to meet."
    page = Page(text, publisher=f"Pub {EVIL}", url="javascript:alert(1)")
    who = ActorRef("actor-evil", f"Actor {EVIL}", "RUS", "GOV")
    page.round(
        f"Envoys met {EVIL} in Abu Dhabi on Saturday", day("2026-01-24"), outcome=EVIL, label=EVIL, agenda=(EVIL,)
    )
    page.event(f"They agreed {EVIL} to meet", "AGREE", day("2026-01-24"), actor=(who,), place=ABU_DHABI)
    page.commitment(f"They agreed {EVIL} to meet", day("2026-02-01"), content=EVIL)
    page.tally(f"They agreed {EVIL}", 3, what=EVIL, source=who)
    page.position(f"They agreed {EVIL}", who, EVIL, "demands", day("2026-01-24"), document=EVIL)
    page.quotation(f"They agreed {EVIL}", who)
    with open_record(tmp_path / "evil.communique", create=True) as record:
        page.keep(record)
        record.fail(Failure("", EVIL, "captures", "CaptureProblem", EVIL))
        return make_brief(record, Case(title=EVIL, parties=("RUS", EVIL), issues=((EVIL, ("x",)),)))


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.attributes, self.headings = set(), [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, *a) for a in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "p", "nav", "ul", "ol", "li",
    "main", "section", "dl", "dt", "dd", "span", "sup", "bdi", "div", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "b", "footer",
}  # fmt: skip


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_hostile_text_makes_nothing_in_the_page(tmp_path):
    page = brief_html(hostile(tmp_path))
    reader = read(page)
    assert reader.tags <= ALLOWED
    names = {name for _, name, _ in reader.attributes}
    assert not {n for n in names if n.startswith("on") or n in ("src", "style", "srcset", "action")}
    hrefs = [value for _, name, value in reader.attributes if name == "href"]
    assert all(h.startswith("#") for h in hrefs)
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_hostile_text_makes_nothing_in_markdown(tmp_path):
    text = brief_markdown(hostile(tmp_path))
    assert "\x1b" not in text
    tokens = [t for top in MarkdownIt("gfm-like", {"linkify": False}).parse(text) for t in (top, *(top.children or ()))]
    # The one tag is our own line break in a cell of the matrix.
    assert {t.content for t in tokens if t.type in ("html_inline", "html_block")} <= {"<br>"}
    assert not [t for t in tokens if t.type in ("link_open", "image", "fence", "code_block", "code_inline", "hr")]


def test_the_page_stands_by_itself_and_forbids_everything_else(record):
    page = brief_html(make_brief(record, CASE))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page).group(1)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style
    assert read(page).tags.isdisjoint({"script", "img", "link", "iframe", "object", "form", "input"})


def test_the_page_can_be_walked_by_headings_landmarks_and_links(record):
    reader = read(brief_html(make_brief(record, CASE)))
    assert {"header", "nav", "main", "footer"} <= reader.tags
    assert reader.headings[0] == 1
    assert reader.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(reader.headings, reader.headings[1:], strict=False))
    ids = [value for _, name, value in reader.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    targets = [v[1:] for _, name, v in reader.attributes if name == "href" and v.startswith("#")]
    assert set(targets) <= set(ids)
    labelled = [v for _, name, v in reader.attributes if name == "aria-labelledby"]
    assert set(labelled) <= set(ids)
    scopes = [v for tag, name, v in reader.attributes if tag == "th" and name == "scope"]
    assert set(scopes) == {"col", "row"}
    assert ("html", "lang", "en") in reader.attributes


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_all_text_colours_contrast_with_their_ground_in_light_and_dark(record):
    """WCAG 2.2, 1.4.3: at least 4.5 to 1, on the ground and on panels."""
    page = brief_html(make_brief(record, CASE))
    schemes = re.findall(r":root \{([^}]*--ground[^}]*)\}", page)
    assert len(schemes) == 3
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+): (#\w+)", scheme))
        for ground in ("ground", "panel"):
            for name in ("ink", "soft", "link", "good", "warn", "bad"):
                light, dark = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground, colours)


@pytest.mark.parametrize(
    ("expected", "text", "words"),
    [
        ("They met on 4 February.", "He left. They met on 4 February. It rained.", "met"),
        ("Item 3 fell.", "Item 2 fell at 3. Item 3 fell. Item 4 stayed.", "Item 3"),
        ("Gen. A. Example met Mr. B.", "It rained. Gen. A. Example met Mr. B.", "met"),
        ("“We met.”", "She smiled. “We met.” He nodded.", "We met"),
        ("A heading", "A heading\n\nThey met.", "heading"),
        ("They met at 9.30 on Jan. 4.", "So it is. They met at 9.30 on Jan. 4.", "9.30"),
    ],
)
def test_cited_words_are_widened_to_their_sentence(tmp_path, expected, text, words):
    page = Page(text)
    page.event(words, "CONSULT", day("2026-01-24"))
    with open_record(tmp_path / "r.communique", create=True) as record:
        page.keep(record)
        brief = make_brief(record)
    assert [q.exact for q in brief.sources[0].quotes] == [expected]


def test_pages_without_a_date_are_not_told_as_of_an_earlier_day_and_numbers_stay_the_same(tmp_path):
    with open_record(tmp_path / "r.communique", create=True) as record:
        for published in ("2026-01-24", "2026-02-02", None):
            page = Page(f"Envoys met, page of {published}.", published=published, publisher=f"Paper {published}")
            page.event("Envoys met", "CONSULT", day(None))
            page.keep(record)
        then, now = make_brief(record, as_of="2026-01-25"), make_brief(record, as_of="2026-02-02")
    assert [c.source.number for c in then.sources] == [1]
    assert [c.source.number for c in now.sources] == [1, 2, 3]
    assert "Envoys met, page of None." in brief_markdown(now)


def test_a_promise_put_off_is_put_off_until_captures_tell_that_it_was_kept_late(tmp_path):
    pages = [first_page(), second_page()]
    off = Page("Envoys will not meet in Abu Dhabi on 1 February.", published="2026-02-01", publisher="Agency")
    off.round("will not meet in Abu Dhabi on 1 February", day("2026-02-01"), status="postponed")
    with open_record(tmp_path / "r.communique", create=True) as record:
        for page in (*pages, off):
            page.keep(record)
        then, now = (section(make_brief(record, CASE, as_of=d), "due") for d in ("2026-02-03", "2026-02-05"))
    assert [g.title for g in then.groups] == ["Put off, no new date found"]
    assert [n.sentence for n in then.groups[0].items[0].notes] == ["Envoys will not meet in Abu Dhabi on 1 February."]
    assert [g.title for g in now.groups] == ["Kept late"]


def test_a_movement_that_is_a_party_is_not_taken_for_its_state(tmp_path):
    rebels, army = ref("Rapid Support Forces", "SDN"), ref("Sudanese army", "SDN", "MIL")
    page = Page("The movement demands Omdurman. The army rejects the demand.")
    page.position("The movement demands Omdurman", rebels, "territory", "demands", day("2026-01-24"))
    page.position("The army rejects the demand", army, "territory", "rejects", day("2026-01-24"))
    with open_record(tmp_path / "r.communique", create=True) as record:
        page.keep(record)
        brief = make_brief(record, Case(parties=("Sudan", "Rapid Support Forces")))
    cells = section(brief, "positions").matrix.rows[0].cells
    assert [[i.lead for i in c.items] for c in cells] == [["rejects"], ["demands"]]


def test_sources_of_which_nothing_is_cited_are_capped(tmp_path):
    with open_record(tmp_path / "r.communique", create=True) as record:
        for number in range(103):
            Page(f"Page number {number} speaks of the weather in town {number * 7}.", publisher=f"Paper {number}").keep(
                record
            )
        brief = make_brief(record)
    assert len(brief.sources) == 100
    assert "and 3 more of which nothing is cited here" in brief_markdown(brief)
    assert "and 3 more of which nothing is cited here" in brief_html(brief)


def test_what_a_reviewer_said_is_told_and_rejected_entries_are_not_there(record):
    attack, truce = sorted(record.entries("event"), key=lambda e: e["type"] != "ASSAULT")
    record.decide(attack["id"], "accept", by="ana", when="2026-02-06T09:00:00+00:00")
    record.decide(truce["id"], "reject", by="ana", when="2026-02-06T09:00:00+00:00", reason="background")
    brief = make_brief(record, CASE)
    assert [i.lead for i in items(section(brief, "events"))] == ["Attack"]
    assert items(section(brief, "events"))[0].text.endswith("accepted by a reviewer")
    decided = next(g for g in section(brief, "doubts").groups if g.title == "What reviewers decided")
    assert decided.items[1].text == "by ana, 2026-02-06T09:00:00+00:00: background"


def test_the_brief_as_an_object_holds_no_whole_articles(record):
    from communique.dossier.brief import brief_object

    body = brief_object(make_brief(record, CASE))
    assert body["sources"][0]["source"]["publisher"] == "Herald"
    assert "text" not in body["sources"][0]["source"]


def test_markdown_links_the_address_of_a_source_and_never_that_of_a_hijacked_page(tmp_path):
    with open_record(tmp_path / "r.communique", create=True) as record:
        Page("One page.", url="https://herald.example/a").keep(record)
        Page("Another page.", url="https://taken.example/b", hijacked=True).keep(record)
        brief = make_brief(record)
    text = brief_markdown(brief)
    assert "<https://herald.example/a>" in text
    assert "https\\://taken.example/b" in text
    assert 'href="https://taken.example' not in brief_html(brief)


def test_seen_earlier_a_plan_is_a_plan_though_later_captures_tell_what_came_of_it(tmp_path):
    early = Page("Envoys will meet in Abu Dhabi on 1 February.", published="2026-01-24", publisher="Herald")
    early.round("will meet in Abu Dhabi on 1 February", day("2026-02-01"), status="planned")
    late = Page("Envoys did not meet in Abu Dhabi on Sunday.", published="2026-02-02", publisher="Courier")
    late.round("did not meet in Abu Dhabi on Sunday", day("2026-02-01"), status="did_not_happen")
    with open_record(tmp_path / "r.communique", create=True) as record:
        early.keep(record)
        late.keep(record)
        then = items(section(make_brief(record, CASE, as_of="2026-01-30"), "rounds"))
        now = items(section(make_brief(record, CASE), "rounds"))
    assert [(i.status, i.sentence) for i in then] == [("planned", "Envoys will meet in Abu Dhabi on 1 February.")]
    assert [(i.status, i.sentence) for i in now] == [("did_not_happen", "Envoys did not meet in Abu Dhabi on Sunday.")]
    assert not [n for n in then[0].notes if "told by the sources" in n.lead]
