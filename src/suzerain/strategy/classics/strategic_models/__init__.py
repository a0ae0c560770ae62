"""Strategic probit and logit: payoffs of a game estimated from how it was played."""
