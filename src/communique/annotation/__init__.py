"""annotate: who speaks and acts, when, where and how much, marked on the article's text as stand-off spans."""

from __future__ import annotations

from communique.words import Analysis, Article, Case

__all__ = ["annotate"]


def annotate(article: Article, case: Case | None = None, *, model: str | None = None) -> Analysis:
    """Return the article with sentences, mentions, quotations, times, quantities and places marked.

    A pure function of its arguments and the installed model: no clock, no network, no state. Offsets count code points
    in `article.text`. `case` adds known actors. Raises ModelMissing where no English model is installed.
    """
    from communique.annotation.actors import find_actors
    from communique.annotation.model import load_model
    from communique.annotation.places import find_places
    from communique.annotation.quantities import find_quantities
    from communique.annotation.quotations import draft_quotes, resolve_quotes
    from communique.annotation.times import date_quotes, find_times
    from communique.annotation.tokens import parse

    nlp, installed = load_model(model)
    parsed = parse(article, nlp)
    drafts = draft_quotes(parsed)
    actors, mentions = find_actors(parsed, drafts, case)
    quotes = resolve_quotes(parsed, drafts, actors, mentions)
    times = find_times(parsed, quotes, case)
    quotes = date_quotes(parsed, quotes, times)
    quantities = find_quantities(parsed, times)
    places = find_places(parsed, actors, mentions)
    return Analysis(
        article=article,
        tokens=parsed.tokens,
        sentences=parsed.sentences,
        entities=parsed.entities,
        actors=actors,
        mentions=mentions,
        times=times,
        quantities=quantities,
        places=places,
        quotes=quotes,
        model=installed.label,
    )
