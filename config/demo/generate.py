#!/usr/bin/env python3
"""Makes the sample school: roster.csv, roster-with-faults.csv, answers.jsonl and follow-up.jsonl.

Everything in these files is synthetic. Names are drawn from common surnames and characters, answers from a one-factor
model of distress; the seed is fixed, so the files can be made again byte for byte:

    python3 config/demo/generate.py

No national ids are made up, since a valid one could be a real child's. Telephone numbers begin with 000, which no
area code does.
"""

import json
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent
SEED = 20261125
GRADES = [("七年级", 7), ("八年级", 8), ("九年级", 9)]
CLASSES = 4
STUDENTS = 30
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
GIVEN = "子涵宇轩欣怡梓浩然诗雨思远佳琪文博雅静俊杰晨曦明悦嘉瑞婉清志强若彤天翔梦瑶一诺书妍承泽安然乐知行舟牧歌星野禾苗初夏听澜望舒"
INSTRUMENTS = {"phq9": (9, 3), "gad7": (7, 3), "who5": (5, 5)}


def name(draw):
    surname = draw.choice(SURNAMES)
    return surname + "".join(draw.choice(GIVEN) for _ in range(2))


def roster(draw):
    students, numbers = [], 0
    for grade_name, grade in GRADES:
        for class_number in range(1, CLASSES + 1):
            for _ in range(STUDENTS):
                numbers += 1
                # Children of one grade are born from 1 September to 31 August.
                year, month, day = 2026 - grade - 6, draw.choice([9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8]), draw.randint(1, 28)
                year += 0 if month >= 9 else 1
                students.append({
                    "学号": f"2026{grade:02d}{numbers:04d}",
                    "姓名": name(draw),
                    "性别": draw.choice("男女"),
                    "出生日期": f"{year}-{month:02d}-{day:02d}",
                    "年级": grade_name,
                    "班级": f"{grade_name}{class_number}班",
                    "宿舍": "求真楼" if draw.random() < 0.2 else "",
                    "监护人": name(draw),
                    "联系电话": f"000{draw.randint(0, 99999999):08d}",
                })
    return students


def answers(draw, distress):
    """One student's answers; `distress` is a standard normal figure."""
    sheets = {}
    for instrument, (items, top) in INSTRUMENTS.items():
        # WHO-5 measures well-being: high is good.
        direction = -1 if instrument == "who5" else 1
        centre = 3.1 if instrument == "who5" else 0.7
        spread = 1.5 if instrument == "who5" else 0.75
        values = []
        for item in range(1, items + 1):
            shift = -1.1 if instrument == "phq9" and item == 9 else 0
            value = centre + shift + direction * spread * (0.85 * distress + 0.55 * draw.gauss(0, 1))
            values.append(max(0, min(top, round(value))))
        sheets[instrument] = {
            "values": values,
            "elapsedMs": [draw.randint(1800, 9000) for _ in values],
        }
    return sheets


def write_csv(path, students):
    lines = [",".join(students[0])] + [",".join(student.values()) for student in students]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("gb18030"))


def main():
    draw = random.Random(SEED)
    students = roster(draw)
    write_csv(FOLDER / "roster.csv", students)

    faulty = [dict(student) for student in students[:6]]
    faulty[1]["出生日期"] = "2013-02-30"
    faulty[2]["性别"] = "?"
    faulty[3]["学号"] = faulty[0]["学号"]
    faulty[4]["姓名"] = ""
    write_csv(FOLDER / "roster-with-faults.csv", faulty)

    absent = set(draw.sample(range(len(students)), 9))
    lines, grave = [], []
    for position, student in enumerate(students):
        if position in absent:
            continue
        distress = draw.gauss(0, 1)
        sheets = answers(draw, distress)
        for instrument, sheet in sheets.items():
            lines.append({"number": student["学号"], "instrument": instrument, **sheet})
        if sheets["phq9"]["values"][8] > 0:
            grave.append((sum(sheets["phq9"]["values"]), student["学号"], sheets["phq9"]["values"]))
    (FOLDER / "answers.jsonl").write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines))

    # The student with the highest total among those who marked item 9 gets a plan, and is much better at its review.
    total, number, values = max(grave)
    better = [max(0, value - 2) for value in values[:8]] + [0]
    follow_up = {"number": number, "instrument": "phq9", "values": better, "elapsedMs": [4000] * 9}
    (FOLDER / "follow-up.jsonl").write_text(json.dumps(follow_up, separators=(",", ":")) + "\n")
    print(f"{len(students)} students, {len(lines)} sheets, {len(absent)} absent, {len(grave)} marked item 9")


if __name__ == "__main__":
    main()
