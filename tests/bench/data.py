#!/usr/bin/env python3
"""data.py FOLDER CLIENTS VISITS - a large practice by seed: clients.csv and visits.csv.

So many visits of each client, in the order of their days, as a booking service exports them.
"""
import datetime as dt
import random
import sys

folder, clients, visits_each = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random.seed(20261124)
# So early that nobody's last visit is after the day of the benchmark.
FIRST = dt.date(2026, 11, 23) - dt.timedelta(days=700 + 42 * visits_each)
OUTCOMES = ["completed"] * 18 + ["no_show", "late_cancel"]

with open(f"{folder}/clients.csv", "w") as out:
    out.write("name,phone\n")
    for c in range(clients):
        out.write(f"Client{c} Name{c % 977},{5550000000 + c}\n")

rows = []
for c in range(clients):
    day = FIRST + dt.timedelta(days=random.randrange(700))
    for k in range(visits_each):
        day += dt.timedelta(days=random.choice((21, 28, 28, 35, 42)))
        outcome = random.choice(OUTCOMES)
        paid = f"0,85.00,{random.choice(('', '5.00', '10.00'))}" if outcome == "completed" else ",,"
        rows.append(f"{day},Client{c} Name{c % 977},{random.randrange(8, 19):02d}:30,60,Swedish,{outcome},{paid},"
                    f"asked for more pressure,v{c}-{k}\n")
rows.sort(key=lambda row: row[:10])
with open(f"{folder}/visits.csv", "w") as out:
    out.write("date,client,time,minutes,service,outcome,late_minutes,price,tip,note,external_id\n")
    out.writelines(rows)
