"""Who leads an action: organisations and people, as leads or in support."""

from concordat.plans.domain.leads.parsing import parse_leads
from concordat.plans.domain.leads.values import Lead, LeadRole

__all__ = ["Lead", "LeadRole", "parse_leads"]
