#!/usr/bin/env python3
"""ties.py FOLDER PEOPLE TIES - a web by seed: contacts.csv and connections.csv.

Two halves that nothing ties together, so that a way can be looked for in vain.
"""
import random
import sys

folder, people, ties = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random.seed(20261127)
KINDS = ["friend of", "sister of", "works with", "trains with", "child of"]


def name(i):
    return f"Person{i} Name{i % 977}"


with open(f"{folder}/contacts.csv", "w") as out:
    out.write("name\n")
    out.writelines(f"{name(i)}\n" for i in range(people))

half = people // 2
with open(f"{folder}/connections.csv", "w") as out:
    out.write("person,kind,other\n")
    for i in range(ties):
        start = i % 2 * half
        one = random.randrange(half)
        other = (one + random.randrange(1, half)) % half
        out.write(f"{name(start + one)},{KINDS[i % len(KINDS)]},{name(start + other)}\n")
