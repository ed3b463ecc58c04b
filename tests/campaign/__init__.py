"""The campaign: random configs from the whole space inside the limits, each built, or refused with what works."""
