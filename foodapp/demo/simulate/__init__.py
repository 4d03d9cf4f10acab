"""The town, alive: people order, kitchens cook, riders ride, through the calls that people use.

Only the waits that people choose (thinking, cooking, riding) are shortened by the speed; the
platform's own clocks (time to answer, offers, expiry) run as they do for everybody.
"""
