"""Who leads an action: organisations and people, as leads or in support."""

from concordat.plans.domain.leads.values import Lead, LeadRole

__all__ = ["Lead", "LeadRole", "parse_leads"]


def parse_leads(text: str) -> tuple[Lead, ...]:
    """The bodies and people named in a cell; see `concordat.plans.domain.leads.parsing.parse_leads`."""
    # A page that only shows leads needs none of the patterns behind this, which take a while to compile.
    from concordat.plans.domain.leads import parsing

    return parsing.parse_leads(text)
