#!/usr/bin/env python3
"""Writes golden vectors of the instruments: Plugins/<id>/vectors.jsonl.

The sheets are made so that they meet every edge of every band, every reversed and every critical item, and gaps; what
must come of them is worked out by reference.py from the facts in ../Sheets, never by an instrument. Hand-worked cases
are in the Swift tests beside this folder. The vectors of phq9, gad7 and who5 were written by hand and are left alone.
"""
import json
import os
import random
from fractions import Fraction

from reference import Sheet, facts, plain, score

HERE = os.path.dirname(os.path.abspath(__file__))
PLUGINS = os.path.join(HERE, '..', '..', '..', 'Plugins')
BY_REFERENCE = '; worked out by the reference from the sheet'
CONTEXTS = {'psc17': [{'informant': 'PARENT'}],
            'sdq': [{'informant': 'SELF'}, {'informant': 'PARENT'}, {'informant': 'TEACHER'}],
            'rses': [{'form': 'worth_first'}, {'form': 'satisfied_first'}]}
# Items after the counted ones: PHQ-A D1, D2, S1, S2; SDQ difficulty and impact.
EXTRA = {'phqa': [(0, 1), (0, 1, 2, 3), (0, 1), (0, 1)], 'sdq': [(0, 1, 2, 3)] * 6}


def lowest(sheet, number):
    """The marked code that scores least."""
    codes = sheet.facts['items']['codes']
    return max(codes) if number in sheet.reversed else min(codes)


def reaching(sheet, scale, target):
    """A sheet on which the scored codes of the scale's items come to `target`, and all others to the least."""
    codes = sheet.facts['items']['codes']
    answers = [lowest(sheet, number) for number in range(1, sheet.facts['items']['count'] + 1)]
    rest = target - min(codes) * len(scale['items'])
    for number in scale['items']:
        step = min(rest, max(codes) - min(codes))
        answers[number - 1] += -step if number in sheet.reversed else step
        rest -= step
    assert rest == 0
    return answers


def edge_sums(scale, context):
    """Sums of scored codes at both edges of every band."""
    sums = set()
    for limits in scale['bands']:
        if 'informant' in limits and limits['informant'] != context.get('informant', 'SELF').lower():
            continue
        size, formula = len(scale['items']), scale['formula']
        low, high = Fraction(str(limits['from'])), Fraction(str(limits['to']))
        if formula == 'mean':
            sums |= {int(low * size), int(high * size) if high.denominator == 1 else int((high + Fraction(1, 100)) * size) - 1}
        elif formula == '2 * sum':
            sums |= {-(-low // 2), high // 2}
        elif formula == 'sum * 4':
            sums |= {-(-low // 4), high // 4}
        elif formula == 'sum of (code - 1)':
            sums |= {low + size, high + size}
        elif formula.startswith('derived standard'):
            # The least sum whose standard score is in the band, and the greatest.
            inside = [s for s in range(size, 4 * size + 1) if low <= (5 * s + 2) // 4 <= high]
            sums |= {inside[0], inside[-1]}
        else:
            sums |= {low, high}
    return sorted(int(value) for value in sums)


def coded(sheet, context):
    """Sheets of instruments whose items are all codes: (answers, origin)."""
    count = sheet.facts['items']['count']
    codes = sheet.facts['items']['codes']
    for scale in sheet.facts['scales']:
        if not scale['items']:
            continue
        for target in edge_sums(scale, context):
            yield reaching(sheet, scale, target), f'edge of a band of {scale["id"]}: scored codes of its items are {target} in sum'
    for code in codes:
        yield [code] * count, f'every item marked {code}'
    for number in sheet.reversed:
        answers = [lowest(sheet, other) for other in range(1, count + 1)]
        answers[number - 1] = min(codes) + max(codes) - answers[number - 1]
        yield answers, f'only item {number}, which is reversed, away from the least'
    yield [None] * count, 'nothing answered'
    for number in sorted({1, count // 2, count} | {scale['items'][-1] for scale in sheet.facts['scales'] if scale['items']} |
                         {item['item'] for item in sheet.facts['criticalItems'] if isinstance(item['item'], int)}):
        answers = [max(codes)] * count
        answers[number - 1] = None
        yield answers, f'only item {number} missing'
        answers = [None] * count
        answers[number - 1] = max(codes)
        yield answers, f'only item {number} answered'
    for item in sheet.facts['criticalItems']:
        if isinstance(item['item'], int):
            for code in codes:
                answers = [lowest(sheet, other) for other in range(1, count + 1)]
                answers[item['item'] - 1] = code
                yield answers, f'critical item {item["item"]} marked {code}'


def gaps(sheet, chance, answers):
    return [None if chance.random() < 0.06 else answer for answer in answers]


def random_coded(sheet, chance, number):
    codes = sheet.facts['items']['codes']
    weights = [chance.random() + 0.05 for _ in codes]
    answers = chance.choices(codes, weights, k=sheet.facts['items']['count'])
    return answers if number % 2 == 0 else gaps(sheet, chance, answers)


def psqi_sheets(chance):
    well = ['22:30', 10, '06:30', 8] + [0] * 14
    yield well, 'sleeps well'

    def other(**changes):
        keys = facts('psqi')['items']['keys']
        answers = list(well)
        for key, value in changes.items():
            answers[keys.index(key)] = value
        return answers
    for minutes in (15, 15.5, 16, 30, 30.5, 60, 61):
        for often in (0, 1, 2, 3):
            yield other(q2=minutes, q5a=often), f'latency {minutes} minutes, q5a {often}'
    for hours in (7, 6.999, 6.9, 6, 5.9, 5, 4.9):
        yield other(q4=hours), f'{hours} hours of sleep'
    # 8 hours in bed: 85 % are 6.8, 75 % are 6, 65 % are 5.2.
    for hours in (6.8, 6.799, 6, 5.999, 5.2, 5.199, 8, 8.001):
        yield other(q4=hours), f'{hours} of 8 hours in bed'
    yield other(q1='00:30', q3='08:00', q4=7.5), 'to bed after midnight'
    yield other(q1='10:30', q3='06:30'), 'bed time on a 12-hour clock: 20 hours in bed'
    yield other(q1='23:00', q3='23:00'), 'same time: 24 hours'
    yield other(q1='01:00', q3='07:20', q4=7), 'more sleep than time in bed'
    for total in (0, 1, 9, 10, 18, 19, 27):
        answers = list(well)
        rest = total
        for place in range(5, 14):
            answers[place] = min(3, rest)
            rest -= answers[place]
        yield answers, f'disturbances {total} in sum'
    for pair in ((0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3)):
        yield other(q8=pair[0], q9=pair[1]), f'q8 and q9 {pair[0]} and {pair[1]}'
    yield other(q6=3, q7=2), 'quality very bad, medicine'
    for extra in range(0, 8):
        yield other(q6=min(3, extra), q7=min(3, max(0, extra - 3)), q5b=1 if extra > 6 else 0), f'global score {extra}'
    yield other(q6=3, q7=3, q8=1, q5b=1), 'global score 8'
    yield other(q5j=None), 'other reasons left open: counts 0'
    for key in facts('psqi')['items']['keys']:
        if key != 'q5j':
            yield other(**{key: None}), f'{key} missing'
    yield [None] * 18, 'nothing answered'
    yield ['04:00', 120, '12:00', 2] + [3] * 14, 'sleeps very badly'
    for _ in range(20):
        answers = [f'{chance.randrange(20, 24)}:{chance.randrange(60):02}', chance.randrange(0, 120),
                   f'0{chance.randrange(4, 10)}:{chance.randrange(60):02}', chance.randrange(20, 100) / 10]
        yield answers + [chance.randrange(4) for _ in range(14)], 'random'


def asq_sheets():
    for number in range(3 ** 4):
        answers = [number // 3 ** place % 3 for place in range(4)]
        for fifth in ((None,) if not any(answers) else (0, 1, 2, None)):
            if sum(1 for answer in answers if answer) <= 2:
                yield answers + [fifth], 'every combination of up to two that are not no; 2 is a refusal'
    for answers in ([None] * 5, [0, 0, 0, None, None], [None, None, 1, None, None], [None, 2, None, None, 0], [0] * 4):
        yield answers, 'missing answers'


def extra_sheets(instrument, sheet, context, chance):
    count = sheet.facts['items']['count']
    least = [lowest(sheet, number) for number in range(1, count + 1)]
    if instrument == 'phqa':
        for thoughts in (0, 1, None):
            for attempt in (0, 1, None):
                for ninth in (0, 1, None):
                    yield least[:8] + [ninth, 0, 0, thoughts, attempt], 'item 9, S1 and S2 in every combination'
    if instrument == 'sdq':
        teacher = context['informant'] == 'TEACHER'
        size = 3 if teacher else 5
        for difficulty, items in ((0, []), (0, [3] * size), (1, [1] * size), (1, [2] + [1] * (size - 1)),
                                  (2, [2, 2] + [0] * (size - 2)), (3, [3] * size), (1, [2] * (size - 1)), (None, [2] * size),
                                  (2, []), (1, [None] + [3] * (size - 1))):
            yield least + [difficulty] + items, 'impact: not at all and a little 0, medium 1, great deal 2'
        for missing in ([3], [3, 8], [3, 8, 13], [5, 18], [7, 11, 14], [2, 10, 15], [1, 4]):
            for base in ([1] * count, [chance.randrange(3) for _ in range(count)]):
                yield [None if n + 1 in missing else base[n] for n in range(count)], f'items {missing} missing: prorated from 3 of 5'
    if instrument == 'upi':
        for items in ([], [8], [16], [26], [25], [61], [64], [61, 62], [5, 20, 35, 50], [5, 20, 35]):
            answers = [1 if number in items else 0 for number in range(1, 65)]
            yield answers, f'only {items} answered yes'
            yield answers[:60], 'the same without the auxiliary questions'
            yield [None if number == 60 else answer for number, answer in enumerate(answers, 1)], 'the same, item 60 missing'
        for number in (19, 20, 24, 25):
            answers = reaching(sheet, sheet.facts['scales'][0], number)
            answers[24], answers[7], answers[15] = 0, 0, 0
            short = number - sum(answers[item - 1] for item in sheet.facts['scales'][0]['items'])
            for item in (40, 41, 42)[:short]:
                answers[item - 1] = 1
            yield answers, f'total {number} without a single deciding item'
            yield [None if item in (8, 59) else answer for item, answer in enumerate(answers, 1)], 'the same with two gaps'
            yield [None if item in (63, 64) else answer for item, answer in enumerate(answers, 1)], 'the same, two auxiliary answers missing'
    if instrument == 'mht':
        for yes in (0, 6, 7, 10):
            answers = [0] * 100
            for place in range(yes):
                answers[81 + 2 * place] = 1
            yield answers, f'{yes} lie items'
            yield answers[:99] + [None], f'{yes} lie items, the last one missing'
    if instrument == 'scl90':
        for positive in (43, 44):
            answers = [1] * 90
            # Spread over the factors, so that no mean reaches 2.
            order = sorted(range(90), key=lambda place: (place * 37) % 90)
            for place in order[:positive]:
                answers[place] = 2
            yield answers, f'{positive} positive items'
        for total in (160, 161):
            answers = [1] * 90
            order = [item for factor in zip(*[(scale['items'] * 3)[:20] for scale in sheet.facts['scales'][:10]]) for item in factor]
            rest, place = total - 90, 0
            while rest:
                item = order[place % len(order)]
                if answers[item - 1] < 5:
                    answers[item - 1] += 1
                    rest -= 1
                place += 1
            yield answers, f'total {total}'


def sheets(instrument, context):
    sheet = Sheet(facts(instrument), [], context)
    chance = random.Random(f'{instrument} {context}')
    if instrument == 'psqi':
        yield from psqi_sheets(chance)
        return
    if instrument == 'asq':
        yield from asq_sheets()
        return
    yield from coded(sheet, context)
    yield from extra_sheets(instrument, sheet, context, chance)
    for number in range(12):
        answers = random_coded(sheet, chance, number)
        for codes in EXTRA.get(instrument, [])[:4 if context.get('informant') == 'TEACHER' else None]:
            answers = answers + [chance.choice(codes)]
        yield answers, 'random'


def exact(answers):
    return [Fraction(str(answer)) if isinstance(answer, float) else answer for answer in answers]


def by_hand(instrument):
    """Lines that somebody wrote."""
    try:
        with open(os.path.join(PLUGINS, instrument, 'vectors.jsonl'), encoding='utf-8') as file:
            return [line.rstrip('\n') for line in file if not json.loads(line)['origin'].endswith(BY_REFERENCE)]
    except FileNotFoundError:
        return []


def write(instrument):
    seen, lines = set(), by_hand(instrument)
    for context in CONTEXTS.get(instrument, [{'informant': 'SELF'}]):
        for answers, origin in sheets(instrument, context):
            key = json.dumps([answers, context])
            if key in seen:
                continue
            seen.add(key)
            expected = plain(score(instrument, exact(answers), context))
            lines.append(json.dumps({'answers': answers, 'context': context, 'expect': expected,
                                     'origin': origin + BY_REFERENCE},
                                    ensure_ascii=False, separators=(',', ':')))
    with open(os.path.join(PLUGINS, instrument, 'vectors.jsonl'), 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')
    return len(lines)


if __name__ == '__main__':
    for name in sorted(os.path.splitext(file)[0] for file in os.listdir(os.path.join(HERE, '..', 'Sheets'))):
        print(name, write(name))
