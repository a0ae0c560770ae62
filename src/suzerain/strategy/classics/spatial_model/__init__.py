"""The spatial model of politics of KAPSARC's toolkit KTAB, as published."""
