"""Forecasts of history, made with nothing but what was observable then."""
