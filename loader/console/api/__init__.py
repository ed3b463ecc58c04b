"""The API: the request's six endpoints and what belongs to them."""
