"""Says what a misspelt word may have meant, from the words that stand in published plans."""

from django.db.models import Count, Q

from concordat.directory.models import Person
from concordat.plans.domain.searching import Asked, likeliest
from concordat.plans.models import SearchWord

MOST_LOOKED_AT = 4_000


def suggestion_for(asked: Asked) -> dict[str, str]:
    """For each word that stands in no published plan the likeliest that does, as spelt there; in three queries."""
    known = set(SearchWord.objects.filter(stem__in=[stem for stem, _ in asked.spelt]).values_list("stem", flat=True))
    unknown = [word for stem, word in asked.spelt if stem not in known and word.isalpha() and len(word) >= 4]
    if not unknown:
        return {}
    # A person who types fast gets the first letter right more often than any other.
    begins = Q()
    for word in unknown:
        begins |= Q(word__startswith=word[0])
    words = dict(
        SearchWord.objects.filter(begins)
        .values("word")
        .annotate(places=Count("pk"))
        .order_by("-places", "word")
        .values_list("word", "places")[:MOST_LOOKED_AT]
    )
    found = {word: nearest for word in unknown if (nearest := likeliest(word, words))}
    # Somebody may have come to be known as a person since the words were written.
    named = Q()
    for nearest in found.values():
        named |= Q(name__icontains=nearest)
    withheld = " ".join(Person.objects.filter(named).values_list("name", flat=True)).lower() if found else ""
    return {word: nearest for word, nearest in found.items() if nearest not in withheld}
