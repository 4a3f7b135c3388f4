"""
Contacts and spells of which nobody knows the day, in windows that hold all their days or some.

They are written as `edges.py` says.
"""

from __future__ import annotations

VAGUE_DATES = """
a-vague-contact
    contact 2022-02
    = 02-10 open?; 02-28 open~; 03-03 open~; 03-04 unknown
    = 2022-02 open!; 2022-02 all open?; 02-02/02-28 open~; 02-01/02-27 open?
    # it begins by 28 February and cannot have ended before the 1st, from which it is carried 30 days

a-vague-contact-in-a-stop
    contact 2022-02
    suspended 01-15 03-15 changed
    = 02-10 suspended!; 2022-02 contested

a-vague-contact-in-a-possible-stop
    contact 2022-02
    suspended [01-15..02-02] 03-15 changed
    = 02-10 suspended!; 2022-02 open!
    # the stop may have begun on the second day only

a-vague-denied-contact
    contact 2022-02 denied
    = 2022-02 contested; 02-10 contested; 03-01 unknown

a-vague-contact-in-a-degraded-spell
    contact 2022-02
    degraded [01-20..03-10] 03-20 changed
    = 2022-02 degraded!; 02-10 degraded?

a-vague-contact-partly-in-a-degraded-spell
    contact 2022-02
    degraded [02-15..03-10] 03-20 changed
    = 2022-02 open!

a-vague-contact-to-which-a-spell-is-carried
    contact 2022-02
    degraded 01-10 .. seen 01-31
    = 02-10 degraded~; 2022-02 degraded!
    # carried to 2 March

a-vague-contact-to-which-a-spell-is-carried-in-part
    contact 2022-02
    degraded 01-10 .. seen 01-20
    = 02-10 degraded~; 2022-02 open!
    # carried to 19 February

a-session-of-three-days
    contact 06-13/06-15
    = 06-12 unknown; 06-13 open!; 06-14 open!; 06-15 open!; 06-16 open~; 07-15 open~; 07-16 unknown
    # it went on through all of its days, and is carried 30 days from the last

a-session-that-began-on-some-day
    contact 2022-05/06-10
    = 04-30 unknown; 05-01 open?; 05-30 open?; 05-31 open!; 06-10 open!; 06-11 open~

a-session-during-a-stop-of-a-day
    contact 03-01/03-03
    suspended 03-02 03-02 changed
    = 03-01 open!; 03-02 contested; 03-03 open!

a-vague-spell
    degraded [02-01..02-20] [02-10..02-25] observed
    = 02-10 degraded?; 02-20 degraded~; 02-10/02-20 degraded!; 02-11/02-20 degraded~; 02-10/02-19 degraded?

a-vague-contact-before-the-first-day
    contact [2021-12-01..01-10]
    = 2021-12/2022-01 open?
    # it may all have been in 2021, of which the package does not speak

a-vague-contact-after-the-first-day
    contact [01-05..01-20]
    = 2021-12/2022-01 open!
"""
