"""
How far an account is carried, what ends it, and what a stop or a contact makes of it.

They are written as `edges.py` says.
"""

from __future__ import annotations

CARRYING = """
the-day-a-carry-ends
    open 02-01 .. seen 02-10
    = 02-10 open!; 02-11 open~; 03-12 open~; 03-13 unknown
    = 02-01/02-11 open!; 03-12/03-13 open~; 03-12/03-13 all unknown; 03-12/03-13 last-day unknown
    # 10 February + 30 days = 12 March

an-end-that-was-seen-to-stop
    open 02-01 02-10 observed
    = 02-11 open~; 03-12 open~; 03-13 unknown

an-end-that-changed
    open 02-01 02-10 changed
    = 02-10 open!; 02-11 unknown

an-end-that-changed-on-the-last-day-seen
    open 02-01 02-10 changed seen 02-10
    = 02-10 open!; 02-11 unknown
    # its end is not after the day it was seen, and stands as entered

an-end-after-the-last-day
    open 06-01 [08-01..2023-03-31] ended seen 2023-06-30
    = 08-01 open!; 08-02 open~; 08-31 open~; 09-01 open?; 12-31 open?; 2023-01-01 unknown
    # the view sees no further than 31 December, so the end is unseen, and carried 30 days from 1 August

a-start-that-may-be-after-the-end
    open [02-01..03-10] 02-20 changed
    = 02-19 open?; 02-20 open!; 02-21 unknown
    # it ended on 20 February, so it had begun by then

a-mission mission
    open 02-01 .. seen 02-10
    = 05-11 open~; 05-12 unknown
    # 10 February + 90 days: 18 in February, 31, 30, and 11 in May

a-hotline hotline
    open 02-01 .. seen 02-10
    = 02-10 open!; 02-11 unknown

a-denied-account
    open 02-01 .. seen 02-10 denied
    = 02-05 contested; 02-11 unknown
    # what is denied is not carried

a-stop-ends-a-carry
    open 02-01 .. seen 02-10
    suspended 02-20 02-25 changed
    = 02-11 open~; 02-19 open~; 02-20 suspended!; 02-25 suspended!; 02-26 unknown

a-denied-stop-ends-no-carry
    open 02-01 .. seen 02-10
    suspended 02-20 02-25 changed denied
    = 02-19 open~; 02-20 contested; 02-25 contested; 02-26 open~; 03-12 open~; 03-13 unknown

a-stop-without-a-sure-day-ends-a-carry
    open 02-01 .. seen 02-10
    suspended [02-20..03-05] [02-25..03-10] changed
    = 02-19 open~; 02-20 suspended?; 03-04 suspended?; 03-10 suspended?; 03-11 unknown
    # carried to 4 March, though the stop takes the presumption from each day it may hold; 11 March is beyond

a-stop-that-was-over-before-ends-no-carry
    suspended 02-01 02-10 changed
    open 02-05 .. seen 02-10
    = 02-05 contested; 02-11 open~; 03-12 open~
    # its end is not later

a-stop-that-began-before
    open 02-01 .. seen 02-10
    suspended 01-20 02-20 changed
    = 02-10 contested; 02-11 suspended!; 02-21 unknown
    # the day before the stop began is before 10 February, to which the other lasted itself

two-kinds-among-the-newest
    open 02-01 02-10 observed
    suspended 02-01 02-10 observed
    = 02-10 contested; 02-11 unknown
    # both are carried, neither is the newer

two-kinds-and-one-may-go-on
    open 02-01 .. seen 02-10
    suspended 02-01 .. seen 02-10
    = 02-11 suspended?; 03-12 suspended?; 12-31 suspended?

the-newest-of-one-kind
    degraded 02-01 .. seen 02-10
    open 02-01 .. seen 02-20
    = 02-05 degraded!; 02-11 open!; 02-21 open~; 03-12 open~; 03-22 open~; 03-23 unknown
    # 20 February is newer than 10 February, and what is carried takes no sure day from it

two-of-the-newest
    degraded 02-01 .. seen 02-20
    open 02-01 .. seen 02-20
    = 02-21 degraded~; 03-22 degraded~; 03-23 unknown

a-contact-ends-a-stop-and-its-carry
    suspended 02-01 .. seen 02-10
    contact 02-20
    = 02-11 suspended~; 02-19 suspended~; 02-20 open!; 02-21 open~; 03-22 open~; 03-23 unknown

a-contact-without-a-sure-day-ends-neither
    suspended 02-01 .. seen 02-10
    contact [02-20,03-05]
    = 02-20 suspended~; 03-04 suspended~; 03-05 open?; 03-06 suspended?; 12-31 suspended?
    # from 5 March the contact is carried and newer, but a stop may hold: nothing is presumed

a-contact-without-a-sure-day-ends-no-carry
    suspended 09-01 .. seen 09-10
    contact [09-15..10-05]
    = 09-11 suspended~; 10-04 suspended~; 10-05 suspended~; 10-06 suspended~; 10-10 suspended~; 10-11 suspended?
    # the contact is not carried across 1 October, so that what it does to the other is all there is to see

a-denied-contact-ends-neither
    suspended 02-01 .. seen 02-05
    contact 02-20 denied
    contact 04-10 denied
    = 02-20 suspended~; 03-07 suspended~; 04-10 contested; 04-11 suspended?

a-denied-contact-in-a-carry
    open 02-01 .. seen 02-05
    contact 02-10 denied
    contact 03-10 denied
    = 02-10 open~; 03-10 contested; 03-11 unknown

a-denied-contact-in-a-stop
    suspended 02-01 02-28 changed
    contact 02-10 denied
    = 02-09 suspended!; 02-10 contested

a-contact-in-a-possible-stop
    suspended [02-01..02-20] 02-28 changed
    contact 02-10
    = 02-09 suspended?; 02-10 open!; 02-11 suspended?; 02-20 suspended!; 03-01 unknown
    # the contact is carried to 19 February, but the stop may hold on each of these days

a-spell-in-a-possible-stop
    suspended [02-01..02-20] 02-28 changed
    open 02-10 02-10 observed
    = 02-10 open?; 02-20 suspended!

an-end-of-its-kind-ends-a-carry
    open 02-01 .. seen 02-10
    open 02-01 02-20 ended
    = 02-20 open!; 02-21 unknown

a-vague-end-of-its-kind
    open 02-01 .. seen 02-10
    degraded 02-01 [02-15..02-25] lapsed
    = 02-15 degraded!; 02-16 open~; 02-25 open~; 02-26 unknown
    # carried to the latest day on which the other may have ended; the degraded one is not carried itself

an-end-of-its-kind-before
    open 02-01 .. seen 02-10
    open 02-01 02-05 superseded
    = 02-11 open~; 03-12 open~

an-end-of-its-kind-on-that-day
    open 02-01 .. seen 02-10
    open 02-01 02-10 superseded
    = 02-10 open!; 02-11 unknown

a-denied-end-of-its-kind
    open 02-01 .. seen 02-10
    open 02-01 02-20 ended denied
    = 02-05 open!; 02-15 contested; 02-21 open~; 03-12 open~
    # until 10 February an account holds that nobody denies

an-end-of-its-kind-that-nobody-saw
    open 02-01 .. seen 02-10
    open 02-01 02-20 ended seen 02-15
    = 02-15 open!; 02-16 open~; 03-17 open~; 03-18 unknown
    # it is carried itself, 30 days from 15 February

an-end-of-the-other-kind
    suspended 02-01 .. seen 02-10
    open 01-01 02-20 ended denied
    = 01-31 contested; 02-21 suspended~; 03-12 suspended~; 03-13 suspended?
    # it is no end of a stop, and denied it speaks against nothing

a-break
    open 09-01 .. seen 09-20
    = 09-30 open~; 10-01 unknown

a-stop-across-a-break
    suspended 09-01 .. seen 09-20
    = 10-01 suspended~; 10-20 suspended~; 10-21 suspended?

seen-on-the-day-of-a-break
    open 09-01 .. seen 10-01
    = 10-02 open~; 10-31 open~; 11-01 unknown

a-contact-beside-a-degraded-spell
    degraded [02-01..02-20] 02-28 changed
    contact 02-10
    = 02-09 degraded?; 02-10 degraded!; 02-11 degraded~; 02-20 degraded!; 03-01 open~; 03-12 open~; 03-13 unknown

a-contact-beside-a-carried-spell
    degraded 02-01 .. seen 02-10
    contact 02-20
    = 02-20 degraded!; 02-21 degraded~; 03-12 degraded~; 03-13 open~; 03-22 open~; 03-23 unknown

a-contact-beside-a-denied-spell
    degraded 02-01 02-28 changed denied
    contact 02-10
    = 02-10 open!; 02-11 contested; 03-01 open~

use-before-a-stop-that-is-announced
    suspended 06-01 .. seen 03-01
    open 05-01 05-20 observed
    open 07-01 07-05 observed
    = 05-21 open~; 05-31 open~; 06-01 suspended!; 06-02 suspended~; 06-30 suspended~; 07-01 open!
    # use until 1 June does not end it; that of July does

use-on-the-day-after-a-stop-was-seen
    suspended 02-01 .. seen 02-10
    open 02-05 02-20 changed
    = 02-05 contested; 02-10 contested; 02-11 open!; 02-21 unknown
    # it may hold until the day before 11 February, the first later day on which the channel worked

a-stop-with-an-end-that-nobody-saw
    suspended 02-01 [02-05..04-01] ended seen 02-10
    = 02-05 suspended!; 02-06 suspended~; 03-07 suspended~; 03-08 suspended?; 12-31 suspended?

a-closure-with-an-end-that-nobody-saw
    closed 02-01 [02-05..04-01] ended seen 02-10
    open 06-01 06-05 observed
    = 05-01 closed!; 06-01 contested; 06-06 closed!; 12-31 closed!; 2023-01-01 unknown

a-start-that-was-seen
    open [02-01..06-01] .. seen 02-10
    = 02-09 open?; 02-10 open!; 02-11 open~; 03-12 open~; 03-13 unknown

announced-and-never-seen
    open 06-01 .. seen 03-01
    = 06-01 unknown; 2022 unknown

before-the-first-day
    open 2021-06-01 .. seen 02-10
    = 2021-12-31 unknown; 01-01 open!; 2021-12-31/01-01 open!; 2021-12-31/01-01 all unknown

carried-to-the-last-day
    open 12-01 .. seen 12-20
    = 12-31 open~; 2023-01-01 unknown; 12-31/2023-01-01 open~; 12-31/2023-01-01 last-day unknown
"""
