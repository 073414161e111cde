"""Merges actors by known identity: the same name, country and type; a lone surname only where it fits one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from communique.record.merging.clusters import Cluster, Doubt, join_decided
from communique.record.merging.names import compatible_names, fold, is_description, name_words, spelled
from communique.record.merging.values import assemble, count_sources, settled
from communique.world import country, known_by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.record.merging.clusters import Constraints
    from communique.record.merging.members import Body, Member

__all__ = ["assemble_actor", "called", "merge_actors"]

_Key = tuple[str, ...]


def merge_actors(members: Iterable[Member], constraints: Constraints) -> tuple[list[Cluster], list[Doubt]]:
    """Return one cluster for each actor, and the doubts where a short name fits several.

    Two persons are never merged on a likeness of names alone: first those whose names, spelled alike, and country are
    the same; then a shorter form (a lone surname, no middle name, no country) where it fits exactly one of them.
    """
    alike: dict[_Key, Cluster] = {}
    for member in sorted(members, key=lambda m: m.key):
        alike.setdefault(_identity(member), Cluster()).members.append(member)
    if constraints.apart:
        alike = _parted(alike, constraints)
    clusters = list(alike.values())
    joined, doubts = _join_shorter(clusters, constraints)
    return join_decided(joined, constraints), doubts


def called(cluster: Cluster) -> Body:
    """Return what an actor is called wherever entries name it: the slots of the merged actor that a reference has."""
    slots: Body = {slot: settled(slot, cluster.members) for slot in ("country", "sector")}
    return {"name": _full_name(cluster), **slots}


def assemble_actor(cluster: Cluster) -> Body:
    """Return the merged actor: under the full name, without a title, that most articles write, with all other
    names as aliases."""
    chosen = _full_name(cluster)
    others = dict.fromkeys(n for m in cluster.members for n in (m.body["name"], *m.body["aliases"]) if n != chosen)
    return assemble(
        cluster,
        {
            "name": (chosen, "the full name, without a title, that most articles write"),
            "aliases": (sorted(others), "all other names"),
        },
    )


def _full_name(cluster: Cluster) -> str:
    names = Counter(str(m.body["name"]) for m in cluster.members)
    chosen = min(
        names, key=lambda n: (len(name_words(n)) < 2, len(name_words(n)) < len(n.split()), -names[n], len(n), n)
    )
    state = country(str(cluster.first.body["country"] or "")) if cluster.first.body["type"] == "state" else None
    return state.name if state is not None else chosen


def _identity(member: Member) -> _Key:
    """Return the key that members of one actor share; one that only describes somebody shares it with nobody."""
    body = member.body
    kind, land, name = str(body["type"]), str(body["country"] or ""), str(body["name"])
    if kind == "state":
        return ("state", land or fold(name))
    if kind == "person":
        if is_description(name):
            return ("person", "", member.id)
        known = _known(member)
        if known:
            return ("person", "known", known)
        return ("person", land, *(spelled(w) for w in name_words(name)))
    known = _known(member)
    if known:
        return ("body", "known", known)
    return ("body", land, fold(name).removeprefix("the "))


def _known(member: Member) -> str:
    """Return the id of the one actor of the world's list that this can be, empty where there is none or several."""
    body = member.body
    person = body["type"] == "person"
    found = {
        actor.id
        for name in (body["name"], *(() if person else body["aliases"]))
        for actor in known_by_name().get(str(name).replace("’", "'"), ())
        if (actor.type == "person") == person
        and (not body["country"] or not actor.country or actor.country == body["country"])
    }
    return min(found) if len(found) == 1 else ""


def _parted(alike: dict[_Key, Cluster], constraints: Constraints) -> dict[_Key, Cluster]:
    """Return the clusters with the members taken out that a reviewer split off."""
    result: dict[_Key, Cluster] = {}
    for key, cluster in alike.items():
        pieces: list[Cluster] = []
        for member in cluster.members:
            for piece in pieces:
                if not any(constraints.parts(member.id, other.id) for other in piece.members):
                    piece.members.append(member)
                    break
            else:
                pieces.append(Cluster([member]))
        for number, piece in enumerate(pieces):
            result[(*key, f"part {number}") if number else key] = piece
    return result


def _join_shorter(clusters: list[Cluster], constraints: Constraints) -> tuple[list[Cluster], list[Doubt]]:
    """Return the clusters with each shorter form joined to the one person or body that it fits."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for word in _index_words(cluster):
            by_word[word].append(number)
    parent = list(range(len(clusters)))
    doubts: list[Doubt] = []
    order = sorted(range(len(clusters)), key=lambda n: (-_fullness(clusters[n]), clusters[n].first.key))
    for number in order:
        mine = clusters[number]
        fits = sorted(
            {
                other
                for word in _index_words(mine)
                for other in by_word[word]
                if other != number
                and _fullness(clusters[other]) > _fullness(mine)
                and _fits(mine, clusters[other])
                and not _kept_apart(mine, clusters[other], constraints)
            },
            key=lambda n: (-count_sources(clusters[n].members), clusters[n].first.key),
        )
        homes = list(dict.fromkeys(_root(parent, n) for n in fits))
        if len(homes) == 1 or (homes and all(_fits(clusters[homes[0]], clusters[h]) for h in homes[1:])):
            parent[number] = homes[0]
        else:
            reason = f"the name {mine.first.body['name']!r} fits several"
            doubts += [Doubt(mine.first, clusters[h].first, "possibly_same", (reason,), 0.5) for h in homes[:3]]
    grouped: dict[int, list[Member]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        grouped[_root(parent, number)].extend(cluster.members)
    return [Cluster(sorted(ms, key=lambda m: m.key)) for _, ms in sorted(grouped.items())], doubts


def _root(parent: Sequence[int], number: int) -> int:
    while parent[number] != number:
        number = parent[number]
    return number


def _kept_apart(a: Cluster, b: Cluster, constraints: Constraints) -> bool:
    return bool(constraints.apart) and any(constraints.parts(m.id, o.id) for m in a.members for o in b.members)


def _index_words(cluster: Cluster) -> list[str]:
    body = cluster.first.body
    if body["type"] == "person":
        if is_description(str(body["name"])):
            return []
        words = [spelled(w) for w in name_words(str(body["name"]))]
        return list(dict.fromkeys(["person " + words[0], "person " + words[-1]]))
    if body["type"] == "state":
        return []
    names = {n for m in cluster.members for n in (m.body["name"], *m.body["aliases"])}
    return sorted("body " + fold(str(n)).removeprefix("the ") for n in names)


def _fullness(cluster: Cluster) -> int:
    body = cluster.first.body
    return 2 * len(name_words(str(body["name"]))) + (1 if body["country"] else 0)


def _fits(a: Cluster, b: Cluster) -> bool:
    """Tell whether the name of `a` may be a shorter form of `b`'s: names, country and type exclude nothing."""
    left, right = a.first.body, b.first.body
    if (left["type"] == "person") != (right["type"] == "person"):
        return False
    if left["country"] and right["country"] and left["country"] != right["country"]:
        return False
    if left["type"] == "person":
        return any(compatible_names(str(left["name"]), n) > 0 for n in {str(m.body["name"]) for m in b.members})
    theirs = {fold(str(n)) for m in b.members for n in (m.body["name"], *m.body["aliases"])}
    return any(fold(str(n)) in theirs for m in a.members for n in (m.body["name"], *m.body["aliases"]))
