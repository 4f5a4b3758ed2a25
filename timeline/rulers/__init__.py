"""Rulers: where instants, local hours, nights and labels lie on a drawing of one stretch of time on many clocks.

Pure geometry: positions are per cent of the stretch, and all arithmetic walks UTC instants, never local hours, so that
days of 23, 24 and 25 hours and zones at +5:45 come out right by themselves.
"""
