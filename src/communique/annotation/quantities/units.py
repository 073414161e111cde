"""Reads the unit of a number: money, percent, a measure, a share, or the noun that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique.annotation.quantities.counted import counted_after, unit_of
from communique.annotation.quantities.lexicon import load_lexicon
from communique.annotation.quantities.spans import HYPHENS, Reading, phrases_after

if TYPE_CHECKING:
    from communique.annotation.quantities.numbers import Number
    from communique.words import Quantity

__all__ = ["QUALIFIERS", "Unit", "currency_prefix", "elliptic_unit", "read_unit"]

QUALIFIERS = frozenset({"nearly", "about", "at least", "at most", "more than"})
_SAID = 8
"""Words after a verb among which stands what it says of its subject."""
_PERCENT = frozenset({"%", "percent", "pct"})


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a number: its kind, where the words that name the unit end, and what is counted."""

    kind: Literal["money", "percent", "measure", "share", "count"]
    unit: str
    last: int
    start: int
    end: int
    plural: bool = True


def read_unit(r: Reading, first: int, last: int, number: Number, *, swap: bool) -> Unit | None:
    """Return the unit of the number between lexemes `first` and `last`, None where nothing is counted."""
    lexicon = load_lexicon()
    word, after = r.word(last), r.word(last + 1)
    sign = r.word(first - 1)
    if sign in lexicon.currencies and not sign.isalpha():
        sign = currency_prefix(r, first) + sign
        money = lexicon.currencies.get(sign, lexicon.currencies.get(sign[-1], ""))
        glued = last < len(r.lexemes) and r.lexemes[last].start == r.lexemes[last - 1].end
        return _noun_of_whole(r, "money", money, last + (word == "m" and glued))
    if word in _PERCENT or (word == "per" and after == "cent"):
        step = last + 1 + (word == "per")
        points = r.word(step) in {"point", "points"}
        return _noun_of_whole(r, "percent", "percentage point" if points else "percent", step + points)
    if word == "percentage" and after in {"point", "points"}:
        return _noun_of_whole(r, "percent", "percentage point", last + 2)
    if number.form == "share":
        return _noun_of_whole(r, "share", "share", last)
    whose = _national_money(r, last)
    if word == "pounds" and after == "of":
        return _noun_of_whole(r, "measure", "pound", last + 1)
    if whose:
        return _noun_of_whole(r, "money", *whose)
    if word in lexicon.currencies and word.isalpha():
        return _noun_of_whole(r, "money", lexicon.currencies[word], last + 1)
    if number.form == "vague" and word == "of" and after in lexicon.currencies:
        return _noun_of_whole(r, "money", lexicon.currencies[after], last + 2)
    skip = last + (word in HYPHENS or (number.form == "vague" and word == "of"))
    if word == "square" or (word in HYPHENS and after == "square"):
        skip += 1
    if r.word(skip) in lexicon.measures and not (r.word(skip) == "m" and _counts_million(r, skip)):
        name = lexicon.measures[r.word(skip)]
        return _noun_of_whole(r, "measure", f"square {name}" if r.word(skip - 1) == "square" else name, skip + 1)
    return _read_count(r, last, number, swap=swap)


def _national_money(r: Reading, last: int) -> tuple[str, int] | None:
    """Return the currency of "Sudanese pounds" at lexeme `last` and where the words end, None where there is none."""
    for words in (2, 3):
        name = " ".join(r.word(last + k) for k in range(words))
        code = load_lexicon().national.get(name) or load_lexicon().national.get(name.removesuffix("s"))
        if code:
            return code, last + words
    return None


def currency_prefix(r: Reading, first: int) -> str:
    """Return the letters that are one with the sign before lexeme `first`: the "US" of "US$40"."""
    if first < 2 or r.lexemes[first - 2].end != r.lexemes[first - 1].start:
        return ""
    letters = r.lexemes[first - 2].text
    return letters if letters in {"US", "C", "A", "NZ", "HK", "S", "R"} else ""


def _counts_million(r: Reading, at: int) -> bool:
    """Return whether the "m" of "1.2m people" is a million: a plural noun follows."""
    token = r.next_token(at + 1)
    return token < r.sentence.last and r.tokens[token].tag in {"NNS", "NNPS"}


def _suffix(r: Reading, last: int) -> int:
    """Return how many lexemes after the number belong to it: "or more", "-plus", "+"."""
    found = phrases_after(r, last, last + 1)
    return len(found[0][0].words) if found and found[0][0].says in QUALIFIERS else 0


def _read_count(r: Reading, last: int, number: Number, *, swap: bool) -> Unit | None:
    if r.word(last) == "m" and _counts_million(r, last):
        last += 1
    hyphen = r.word(last) in HYPHENS
    if hyphen and r.word(last + 1) != "strong" and not _suffix(r, last):
        return _read_compound(r, last + 1)
    start = r.next_token(last + _suffix(r, last))
    if r.word(last) in HYPHENS and r.word(last + 1) == "strong":
        start = r.next_token(last + 2)
    counted = counted_after(r.tokens, start, r.sentence.last)
    if counted is None:
        return None
    singular_only = not counted.plural and number.value not in {1, None} and number.form != "share"
    if singular_only and not hyphen and not swap and not _is_mass(r, counted.first, counted.last):
        return None
    first, end = r.tokens[counted.first], r.tokens[counted.last - 1]
    if not end.text[0].isalpha():
        return None  # a ticker (".SPX")
    return Unit("count", counted.unit, last, first.start, end.end, counted.plural)


def _read_compound(r: Reading, at: int) -> Unit | None:
    """Return the unit of "28-point plan", "15-member council": the noun after the hyphen; names have none."""
    if at >= len(r.lexemes) or not r.lexemes[at].text.islower() or r.lexemes[at].start != r.lexemes[at - 1].end:
        return None
    token = r.tokens[r.token_of[at]]
    if token.tag not in {"NN", "NNS"} or token.start != r.lexemes[at].start:
        return None
    return Unit("count", token.lemma.lower(), at, token.start, token.end)


def _is_mass(r: Reading, first: int, last: int) -> bool:
    """Return whether the head noun is singular in form only ("17 aircraft", a model's slip on a plural in -s)."""
    head = r.tokens[last - 1]
    text = head.text.lower()
    return (
        text.endswith(("craft", "s", "police", "staff", "crew", "personnel", "cattle", "sheep", "dead"))
        and last > first
    )


def _noun_of_whole(r: Reading, kind: Literal["money", "percent", "measure", "share"], unit: str, last: int) -> Unit:
    """Return the unit with what is measured: "$1.5bn in aid" gives "aid", "30 percent of the land" "land"."""
    at = last + (r.word(last) in HYPHENS)
    if r.word(at) in {"of", "in", "worth"}:
        at += 1 + (r.word(at + 1) == "of")
    start = r.next_token(at)
    counted = counted_after(r.tokens, start, r.sentence.last) if start < r.sentence.last else None
    named = counted is not None and r.tokens[counted.last - 1].tag == "NNP"
    if counted is None or (named and (r.word(at - 1) == "in" or (kind == "money" and at == last))):
        end = r.lexemes[last - 1].end
        return Unit(kind, unit, last, end, end)
    return Unit(kind, unit, last, r.tokens[counted.first].start, r.tokens[counted.last - 1].end)


def elliptic_unit(r: Reading, number: Number, last: int, before: Quantity | None) -> Unit | None:
    """Return the unit of a figure without a noun: harm counts people, else the noun of the figure before it."""
    lexicon = load_lexicon()
    end = r.lexemes[last - 1].end
    at = r.token_of[number.first]
    told = _told_after(r, at, last)
    if told is not None:
        return told
    near = {t.text.lower() for t in r.tokens[max(r.sentence.first, at - 4) : at]}
    follows = {r.word(last), r.word(last + 1), r.word(last + 2)}
    if near & lexicon.harm_verbs or follows & (lexicon.harm_verbs | {"missing", "homeless", "displaced"}):
        return Unit("count", "person", last, end, end)
    if r.word(last) == "to" and r.word(last + 1)[:1].isdigit() and near & lexicon.voting:
        return Unit("count", "vote", last, end, end)
    if r.word(last) in {"more", "others"} and before is not None and before.unit == "person":
        return Unit("count", "person", last, end, end)
    shares = "from" in follows or "each" in follows or "apiece" in follows
    if (
        before is not None
        and before.counted
        and before.rule.startswith("count")
        and (shares or r.word(last) in {",", ".", "of", ""} or _goes_on_elsewhere(r, number, last))
    ):
        return Unit("count", before.unit, last, before.counted_start, before.counted_end)
    if before is None and follows & {"each", "apiece"}:
        return _plural_before(r, at, last)
    return None


def _goes_on_elsewhere(r: Reading, number: Number, last: int) -> bool:
    """Return whether a bare figure counts the same in another place: "700 people died in Chad and 95 in Sudan"."""
    return r.word(last) == "in" and r.word(number.first - 1) in {"and", ","}


def _told_after(r: Reading, at: int, last: int) -> Unit | None:
    """Return what the sentence says of a figure that is its subject: "17 were children", "hundreds have fled"."""
    head = _subject_of(r, at)
    if head is None:
        return None
    if r.tokens[head].lemma.lower() == "be":
        said = range(head + 1, min(head + _SAID, r.sentence.last))
        noun = next((i for i in said if r.tokens[i].head == head and r.tokens[i].dep == "attr"), None)
        if noun is not None and r.tokens[noun].tag == "NNS":
            text = r.tokens[noun]
            return Unit("count", unit_of(r.tokens, noun, noun), last, text.start, text.end)
    lexicon = load_lexicon()
    vague = r.word(last - 1) in lexicon.vague and r.word(last) != "of"
    end = r.lexemes[last - 1].end
    befell = r.tokens[head].lemma.lower() in lexicon.befall_verbs
    return Unit("count", "person", last, end, end) if vague and befell else None


def _subject_of(r: Reading, at: int) -> int | None:
    """Return the verb whose subject the figure at token `at` is, directly or as the first word of it."""
    for _ in range(2):
        word = r.tokens[at]
        if word.dep in {"nsubj", "nsubjpass"} and r.tokens[word.head].pos in {"VERB", "AUX"}:
            return word.head
        if word.dep not in {"nummod", "quantmod", "compound", "pobj", "prep"}:
            return None
        at = word.head
    return None


def _plural_before(r: Reading, at: int, last: int) -> Unit | None:
    """Return the nearest plural said before a share of it ("swapped prisoners on Thursday, 157 from each side")."""
    for head in range(at - 1, r.sentence.first - 1, -1):
        if r.tokens[head].tag == "NNS":
            noun = r.tokens[head]
            return Unit("count", unit_of(r.tokens, head, r.sentence.first), last, noun.start, noun.end)
    return None
