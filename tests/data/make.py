#!/usr/bin/env python3
"""make.py - makes the sample practice, clients.csv and visits.csv, by seed.

Sixty invented clients, three years to 2026-11-22: steady ones, some who pause or drift off,
one-visit clients, holidays, no-shows. Run it in tests/data to make both files again.
"""
import csv
import datetime as dt
import random

random.seed(20261122)
END = dt.date(2026, 11, 22)
FIRST = ("Ada Amir Bea Boris Carla Chen Dana Dario Edda Elif Emil Fatma Finn Gia Greta Hana Hugo Ines Ivo Jana Jonas Kaya Lars Leila "
         "Lina Luca Mara Mei Milo Mona Nadia Nils Noor Olga Oskar Paula Petra Ravi Rosa Ruben Sana Silas Sofia Tara Theo Tilda Uma "
         "Vera Viktor Wanda Yara Yusuf Zoe José Renée Søren Zoë Łucja Ömer Anaïs").split()
LAST = ("Abbott Baran Castillo Duarte Eriksen Fontaine Grimm Haddad Ibsen Jansen Kowalski Lindqvist Moreau Novak Okafor Petrov "
        "Quinn Rossi Sandoval Tanaka Ueda Vargas Whitfield Yilmaz Zeller").split()
SOURCES = ["walk-in", "friend", "web site", "gym", "physio", ""]
SERVICES = ["Swedish", "Deep tissue", "Prenatal", "Sports", "Hot stone"]
NOTES = ["", "", "", "lower back", "asked for more pressure", "neck stiff from desk", "slept badly", 'said "floating" on leaving',
         "hot stones, no charge", "training for a 10k"]
HOUR = 85


def clients():
    rows = []
    for i in range(60):
        name = FIRST[i] + " " + LAST[(i * 7) % len(LAST)]
        since = END - dt.timedelta(days=random.randint(20, 1090))
        plain = "".join(c for c in name.lower().replace(" ", ".") if c.isascii())
        rows.append({
            "name": name,
            "email": f"{plain}@example.org" if i % 6 else "",
            "phone": f"+1 555 01{i:02d} {(i * 37) % 10000:04d}",
            "birthday": str(dt.date(1945, 1, 1) + dt.timedelta(days=random.randint(0, 22000))) if i % 4 else "",
            "since": str(since), "status": "ended" if i in (17, 44) else "suspended" if i == 23 else "active",
            "source": random.choice(SOURCES), "preferences": random.choice(["", "", "firm pressure", "no lavender", "quiet, warm table"]),
            "cautions": {3: "latex allergy", 12: "pregnant, due March 2027", 31: "blood thinners"}.get(i, ""),
            "tags": random.choice(["", "", "runner", "desk work; runner", "prenatal"]),
            "external_id": f"w{i + 1:03d}",
        })
    return rows


def visits_of(client, number):
    rows, day, k = [], dt.date.fromisoformat(client["since"]), 0
    rhythm = random.choice([14, 21, 28, 28, 35, 42, 60])
    minutes = random.choice([30, 60, 60, 60, 90])
    tip = random.choice([0, 5, 10, 10, 15, 20])
    late = random.choice([0, 0, 0, 0.1, 0.4])
    stops = END - dt.timedelta(days=random.randint(100, 500)) if random.random() < 0.25 else END
    only_once = number % 13 == 5
    while day <= min(stops, END):
        k += 1
        draw = random.random()
        outcome = "no_show" if draw < 0.02 else "late_cancel" if draw < 0.045 else "cancelled" if draw < 0.08 else "completed"
        came = outcome == "completed"
        rows.append({
            "client": client["name"], "date": str(day), "time": f"{random.randint(9, 18):02d}:{random.choice(['00', '30'])}",
            "minutes": minutes, "service": random.choice(SERVICES), "outcome": outcome,
            "late_minutes": (random.choice([10, 15, 20]) if random.random() < late else 0) if came else "",
            "price": f"{HOUR * minutes / 60:.2f}" if came else "", "tip": f"{tip:.2f}" if came else "",
            "feel_before": random.randint(4, 8) if came else "", "feel_after": random.randint(1, 4) if came else "",
            "note": random.choice(NOTES) if came else "", "external_id": f"s{number + 1:03d}-{k}",
        })
        if only_once:
            break
        gap = rhythm + random.choice([-7, 0, 0, 0, 0, 7])
        if random.random() < 0.04:
            gap *= 3  # a holiday, a pause that nobody wrote down
        day += dt.timedelta(days=max(gap, 7))
    if number in (4, 9, 20):
        rows.append({"client": client["name"], "date": "2026-11-26", "time": "14:00", "minutes": minutes, "service": "Swedish",
                     "outcome": "booked", "late_minutes": "", "price": "", "tip": "", "feel_before": "", "feel_after": "",
                     "note": "", "external_id": f"s{number + 1:03d}-{k + 1}"})
    return rows


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as f:
        out = csv.DictWriter(f, fieldnames=list(rows[0]))
        out.writeheader()
        out.writerows(rows)


people = clients()
write("clients.csv", people)
write("visits.csv", [row for i, person in enumerate(people) for row in visits_of(person, i)])
