"""Gives every quoted string its cue and speaker, or the speaker of the string that it carries on.

The order of the rules is the order of trust: a label or dash with a name beside the string; a cue that follows it
(`"…," she said`); the cue on which its words depend; a cue that stands before it; a cue elsewhere in the sentence;
then the speaker carried over from the string or the cue before.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.annotation.quotations.cues import Cue
from communique.annotation.quotations.labels import name_after_dash, name_before_colon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.quotations.grammar import Tree
    from communique.annotation.quotations.marks import QuotedString

__all__ = ["Attributed", "attribute_strings", "looks_spoken"]

_ENDS = ",.?!…—–-;"
_CLOSERS = frozenset("”\"’'»」』“*")
_JUDGING = frozenset({"judge", "believe", "want", "know", "demand", "deny", "promise"})
_SPEAKING = frozenset({"say", "tell", "write", "post", "ask", "warn", "noun", "preposition", "label"})
_THINGS = frozenset({"it", "this", "that", "there", "which", "these", "those"})
_NAMED_AFTER = 12
"""`"…" is how the envoy described it`: the cue stands within this many words."""
_MAX_BACK = 8
"""How many strings back a speaker who is named late is given."""
_FAR = 60
"""A quotation whose cue lies more words back than this gives way to the subject of the sentence just before."""
_SPOKEN_LENGTH = 30
"""A string without a cue of its own is taken for speech from this many characters on."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quoted string with the cue that holds it and the rule that found it."""

    string: QuotedString
    cue: Cue
    rule: str


def attribute_strings(tree: Tree, cues: Sequence[Cue]) -> tuple[Attributed, ...]:
    """Return the strings that are quotations, each with its cue; titles, nicknames and scare quotes are left out."""
    return tuple(_Attributor(tree, cues).run())


def looks_spoken(text: str) -> bool:
    """Tell whether words in quote marks read as a sentence of speech: a capital first, a stop or comma last."""
    body = text.strip(" \u00a0'‘’")
    return len(body) > 1 and (body[0].isupper() or body[0] in '…[“"0123456789$') and body[-1] in _ENDS


class _Attributor:
    def __init__(self, tree: Tree, cues: Sequence[Cue]) -> None:
        self.tree = tree
        self.cues = [c for c in cues if c.quotes and c.speaker is not None]
        self.at_token = {c.i: c for c in self.cues}
        self.starts = [c.i for c in self.cues]
        self.last: Attributed | None = None

    def run(self) -> list[Attributed]:
        out: list[Attributed] = []
        waiting: list[QuotedString] = []
        for number, s in enumerate(self.tree.strings):
            first, after = self.tree.first_at(s.start), self.tree.last_before(s.end) + 1
            if after <= first:
                continue
            got = self._own_cue(number, s, first, after) or self._carried(s, first)
            if got is None:
                waiting.append(s)
                continue
            out.extend(self._reach_back(waiting, got))
            out.append(got)
            self.last = got
            waiting = []
        return out

    def _reach_back(self, waiting: list[QuotedString], got: Attributed) -> list[Attributed]:
        """Return the strings right before `got` that it goes on from: their speaker is named only here."""
        if got.rule not in {"string.cue_follows", "label.dash_name"}:
            return []
        out: list[Attributed] = []
        next_one = got.string
        for s in waiting[: -_MAX_BACK - 1 : -1]:
            left_open = not s.closed and next_one.continues
            text = self.tree.parse.text(s.start, s.end)
            beside = s.block == next_one.block and s.outer_end + 1 >= next_one.outer_start and looks_spoken(text)
            if not left_open and not beside:
                break
            out.append(Attributed(s, got.cue, "carried.back"))
            next_one = s
        return out[::-1]

    def _own_cue(self, number: int, s: QuotedString, first: int, after: int) -> Attributed | None:
        tree = self.tree
        label = name_before_colon(tree, first) or name_after_dash(tree, s, after)
        if label is not None:
            return Attributed(s, label, label.rule)
        found = self._following(number, s, after)
        if found is not None:
            return Attributed(s, found, "string.cue_follows")
        if s.continues:
            return None
        governing = self._governing(s, first, after)
        if governing is not None:
            return Attributed(s, governing, "string.cue_governs")
        likened = self._likened(first)
        if likened is not None:
            return Attributed(s, likened, likened.rule)
        preceding = self._preceding(s, first)
        if preceding is not None:
            return Attributed(s, preceding, "string.cue_precedes")
        return self._in_sentence(s, first, after)

    def _between(self, low: int, high: int) -> list[Cue]:
        return self.cues[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    def _following(self, number: int, s: QuotedString, after: int) -> Cue | None:
        """Return the cue of the clause right behind the string (`"…," the envoy told reporters`)."""
        tree = self.tree
        text = tree.parse.article.text
        last = text[s.end - 1 : s.end]
        outer = text[s.outer_end : s.outer_end + 1]
        k = after
        while k < len(tree.tokens) and (
            tree.quoted[k] == number or tree.tokens[k].text in _CLOSERS or tree.tokens[k].text == ","
        ):
            k += 1
        limit = min(len(tree.tokens), k + 30)
        if k + 1 < limit and [t.text.lower() for t in tree.tokens[k : k + 2]] in (["is", "how"], ["was", "how"]):
            return next((c for c in self._between(k, k + _NAMED_AFTER) if c.speaker is not None), None)
        if not s.closed or not (last in ",?!…—–-" or outer == "," or (last == "." and outer == " ")):
            return None
        block_end = tree.parse.article.blocks[s.block].end
        fresh = last in "?!….—" and outer != "," and k < limit and tree.tokens[k].text[:1].isupper()
        for j in range(k, limit):
            t = tree.tokens[j]
            if t.start >= block_end or tree.quoted[j] >= 0 or t.text in {".", "?", "!", ";", ":"}:
                return None
            cue = self.at_token.get(j)
            if cue is not None and t.tag in {"VBG", "VB"} and cue.speaker is not None and cue.speaker < after:
                continue  # "…," she left without elaborating
            if cue is not None and cue.kind not in _JUDGING:
                if cue.i != j or (fresh and (cue.content is not None or last == ".")):
                    return None
                return cue
            if t.pos == "VERB" and t.tag in {"VBD", "VBZ", "VBP"} and t.dep not in {"relcl", "acl"}:
                return None
        return None

    def _governing(self, s: QuotedString, first: int, after: int) -> Cue | None:
        """Return the cue on which the words of the string hang, climbing from the string to the top of its sentence."""
        tree = self.tree
        spoken = looks_spoken(tree.parse.text(s.start, s.end)) and s.end - s.start > _SPOKEN_LENGTH
        for k in range(first, min(after, first + 60)):
            head = tree.tokens[k].head
            if first <= head < after:
                continue
            at, steps = head, 0
            inner: Cue | None = None
            while steps < 25:
                cue = self.at_token.get(at)
                fits = cue is not None and tree.quoted[at] < 0 and not (spoken and cue.kind in _JUDGING)
                if cue is not None and fits and (inner is None or self._speaks_through(inner, cue)):
                    inner = cue
                up = tree.tokens[at].head
                if up == at or (inner is not None and tree.tokens[at].dep == "advcl"):
                    break
                at, steps = up, steps + 1
            if inner is not None and self._reaches(inner, first, after):
                return inner
        return None

    def _likened(self, first: int) -> Cue | None:
        """Return a cue for words behind "as" under a verb that the lexicon does not hold ("went after him as a …")."""
        tokens, tree = self.tree.tokens, self.tree
        k = first - 1
        while k > 0 and (
            tree.quoted[k] == tree.quoted[first] or tokens[k].text.lower() in {"a", "an", "the", "“", '"', "‘", "'"}
        ):
            k -= 1
        if tokens[k].text.lower() != "as" or tokens[k].dep != "prep" or tokens[tokens[k].head].pos != "VERB":
            return None
        verb = tokens[k].head
        subject = tree.subject(verb)
        if (
            subject is None
            or tokens[subject].dep == "nsubjpass"
            or tokens[subject].pos not in {"PROPN", "PRON", "NOUN"}
        ):
            return None
        return Cue(verb, verb, verb + 1, "judge", subject, None, "verb.as")

    def _speaks_through(self, inner: Cue, outer: Cue) -> bool:
        """Tell whether the outer speaker speaks in the inner cue too: a pronoun stands there ("X said he felt …")."""
        assert inner.speaker is not None
        word = self.tree.tokens[inner.speaker]
        shows = inner.rule in {"say.suggest", "say.indicate", "say.imply", "write.show"} and word.pos == "NOUN"
        same = inner.speaker == outer.speaker or word.pos in {"PRON", "DET"} or inner.kind in _JUDGING or shows
        return same and outer.kind in _SPEAKING

    def _reaches(self, cue: Cue, first: int, after: int) -> bool:
        """Tell whether the string is not the speaker's own name or part of it."""
        assert cue.speaker is not None
        a, b = self.tree.noun_phrase(cue.speaker)
        return not (a < after and first < b)

    def _preceding(self, s: QuotedString, first: int) -> Cue | None:
        """Return the nearest cue before the string within its sentence."""
        tree = self.tree
        k = first - 1
        low = max(0, first - 40)
        block_start = tree.parse.article.blocks[s.block].start
        spoken = looks_spoken(tree.parse.text(s.start, s.end)) and s.end - s.start > _SPOKEN_LENGTH
        while k >= low and tree.tokens[k].start >= block_start:
            t = tree.tokens[k]
            if t.text in {".", "?", "!"} and tree.quoted[k] < 0:
                return None
            if tree.quoted[k] >= 0 and tree.strings[tree.quoted[k]].outer_start < s.outer_start and t.text in ".?!":
                return None
            cue = self.at_token.get(k)
            if cue is not None and not (spoken and cue.kind in _JUDGING) and self._reaches(cue, first, first + 1):
                return cue
            k -= 1
        return None

    def _in_sentence(self, s: QuotedString, first: int, after: int) -> Attributed | None:
        """Return the string with a cue elsewhere in its sentence whose content holds it, if any."""
        tree = self.tree
        start = tree.parse.sentences[tree.tokens[first].sentence].first
        end = tree.parse.sentences[tree.tokens[min(after, len(tree.tokens)) - 1].sentence].last
        for c in self._between(max(start, first - 100), min(end, after + 100)):
            if c.content is not None and c.content[0] <= first and after <= c.content[1]:
                return Attributed(s, c, "string.in_content")
        return None

    def _carried(self, s: QuotedString, first: int) -> Attributed | None:
        """Return the string with the speaker of the quotation, or of the cue, that it goes on from."""
        tree, blocks = self.tree, self.tree.parse.article.blocks
        spoken = looks_spoken(tree.parse.text(s.start, s.end)) or s.continues
        before = self.last
        if s.continues and before is not None:
            return Attributed(s, before.cue, "carried.open_quotation")
        if not spoken or (s.end - s.start < _SPOKEN_LENGTH and not self._stands_alone(s)):
            return None
        nearest = self._last_cue(first, s.block)
        subject = self._subject_before(s, first)
        here = before is not None and before.string.block == s.block
        if (
            subject is not None
            and (nearest is None or nearest.i < subject.i)
            and (before is None or not here or before.cue.i < subject.i - _FAR)
        ):
            return Attributed(s, subject, subject.rule)
        if before is not None and here and (nearest is None or nearest.i <= before.cue.i):
            return Attributed(s, before.cue, "carried.same_paragraph")
        if nearest is not None and tree.tokens[nearest.i].start >= blocks[s.block].start:
            return Attributed(s, nearest, "carried.cue_in_paragraph")
        if not self._stands_alone(s):
            return None
        if before is not None and before.string.block >= s.block - 2 and (nearest is None or nearest.i <= before.cue.i):
            return Attributed(s, before.cue, "carried.paragraph_before")
        if nearest is not None and tree.tokens[nearest.i].start >= blocks[max(0, s.block - 1)].start:
            return Attributed(s, nearest, "carried.cue_in_paragraph_before")
        return None

    def _subject_before(self, s: QuotedString, first: int) -> Cue | None:
        """Return a cue for the subject of the sentence before the string in its paragraph, if it names a person."""
        tree, tokens = self.tree, self.tree.tokens
        k = first - 1
        while k >= 0 and tree.quoted[k] == tree.quoted[first]:
            k -= 1
        if k < 0 or tree.quoted[k] >= 0:
            return None
        block = tree.parse.sentences[tokens[k].sentence].block
        if block != s.block and not (block == s.block - 1 and self._stands_alone(s)):
            return None
        sentence = tree.parse.sentences[tokens[k].sentence]
        colon = tokens[k].text == ":"
        for j in range(max(sentence.first, k - 200), min(sentence.last, k + 1)):
            t = tokens[j]
            if (t.dep == "ROOT" or colon) and t.pos in {"VERB", "AUX"} and tree.quoted[j] < 0:
                subject = tree.subject(j)
                if subject is None or tree.quoted[subject] >= 0 or tokens[subject].text.lower() in _THINGS:
                    continue
                if tokens[subject].pos in ({"PROPN", "PRON", "NOUN"} if colon else {"PROPN", "PRON"}):
                    return Cue(j, j, j + 1, "say", subject, None, "carried.subject_before")
        return None

    def _stands_alone(self, s: QuotedString) -> bool:
        """Tell whether the string opens its block or a sentence."""
        text = self.tree.parse.article.text
        start = self.tree.parse.article.blocks[s.block].start
        before = text[max(start, s.outer_start - 40) : s.outer_start].rstrip()
        return not before or before[-1] in '.?!:”"…'

    def _last_cue(self, first: int, block: int) -> Cue | None:
        """Return the last speaking cue before word `first` in its block or the one before."""
        blocks = self.tree.parse.article.blocks
        low = blocks[max(0, block - 1)].start
        k = bisect_left(self.starts, first) - 1
        stop = k - 40
        while k >= max(0, stop) and self.tree.tokens[self.cues[k].i].start >= low:
            if self.cues[k].kind in _SPEAKING or self.cues[k].kind in {"judge", "deny"}:
                return self.cues[k]
            k -= 1
        return None
