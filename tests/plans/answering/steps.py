"""What a lead does with the page of an action."""

from concordat.plans.models import Action, ProposedUpdate


def answers(number, **given):
    """What is posted where somebody says that something has happened and the date stays."""
    action = Action.objects.get(number=number)
    return {
        "kind": "reported",
        "progress": "All of them are trained",
        "state": "in_progress",
        "by_then": "yes",
        "based_on": action.update_id,
        **given,
    }


def say(client, link, number, **given):
    return client.post(f"{link}actions/{number}/", answers(number, **given))


def said(number) -> ProposedUpdate:
    return ProposedUpdate.objects.filter(action__number=number).latest("pk")
