"""A locality whose police lead three open actions, its coordinator, and a lead of the police who signs in."""

from tests.plans.tarnshire import *  # noqa: F403
