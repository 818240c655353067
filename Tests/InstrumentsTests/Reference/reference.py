#!/usr/bin/env python3
"""Scores sheets by the facts in ../Sheets: a second implementation, which shares nothing with the instruments' code.

Reads the output format of `xinyu instrument vectors` (Plugins/README.md). Numbers are exact fractions until they are
printed; means to thousandths, half away from zero, as the format has them.

    reference.py ID < sheets.jsonl      one result a line
    make_vectors.py                     writes Plugins/*/vectors.jsonl with it
"""
import json
import math
import os
import sys
from decimal import Decimal
from fractions import Fraction

SHEETS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'Sheets')


def facts(instrument):
    with open(os.path.join(SHEETS, instrument + '.json'), encoding='utf-8') as file:
        return json.load(file)


def half_up(value, digits=0):
    """Nothing here is negative."""
    unit = 10 ** digits
    return Fraction(math.floor(Fraction(value) * unit + Fraction(1, 2)), unit)


class Sheet:
    """Items by number; those that the sheet's facts do not count have the numbers that Plugins/README.md gives."""

    def __init__(self, sheet, answers, context):
        self.facts = sheet
        self.answers = answers
        self.context = context
        reversed_items = sheet['items'].get('reversed', [])
        order = context.get('form', 'worth_first')
        self.reversed = sheet['items'].get('reversedByOrder', {order: reversed_items})[order]
        codes = sheet['items']['codes']
        self.ends = min(codes) + max(codes)

    def __getitem__(self, number):
        return self.answers[number - 1] if number <= len(self.answers) else None

    def scored(self, number):
        code = self[number]
        return None if code is None else self.ends - code if number in self.reversed else code

    def values(self, items):
        return [value for value in map(self.scored, items) if value is not None]

    def marked(self, items):
        return [value for value in (self[item] for item in items) if value is not None]


def result(raw=None, standard=None, mean=None, answered=0, complete=True, prorated=False, banded=None):
    return {'raw': raw, 'standard': standard, 'mean': mean, 'answered': answered,
            'state': 'COMPLETE' if complete else 'INCOMPLETE', 'prorated': prorated, 'banded': banded}


def score_scale(sheet, scale):
    items, formula, instrument = scale['items'], scale['formula'], sheet.facts['id']
    if instrument == 'psqi':
        return psqi_scale(sheet, scale)
    if instrument == 'sdq':
        return sdq_scale(sheet, scale['id'])
    answered = len(sheet.marked(items))
    if instrument == 'upi' and scale['id'] == 'aux':
        yes = sum(sheet.marked(items))
        return result(yes, answered=answered, complete=answered == 4, banded=yes)
    if answered < len(items):
        return result(answered=answered, complete=False)
    total = Fraction(sum(sheet.values(items)))
    if formula == 'mean':
        mean = total / len(items)
        return result(total, mean=half_up(mean, 3), answered=answered, banded=mean)
    if formula.startswith('derived standard'):
        standard = half_up(total * Fraction(5, 4))
        return result(standard, standard, answered=answered, banded=standard)
    if formula == '2 * sum':
        total *= 2
    elif formula == 'sum * 4':
        total *= 4
        return result(total, total, answered=answered, banded=total)
    elif formula == 'sum of (code - 1)':
        total -= len(items)
    else:
        assert formula.startswith('sum'), formula
    return result(total, answered=answered, banded=total)


def band(scale, score, context):
    if score['state'] != 'COMPLETE':
        return None
    for limits in scale['bands']:
        informant = limits.get('informant')
        # A limit printed as 1.99 stands for "below 2".
        top = limits['to'] if limits['to'] == int(limits['to']) else math.ceil(limits['to']) - Fraction(1, 10**6)
        if (informant is None or informant == context.get('informant', 'SELF').lower()) \
                and limits['from'] <= score['banded'] <= top:
            return limits['id']
    return None


# PSQI: formulas of the sheet, with its functions above() and below().

def above(value, limits):
    return sum(1 for limit in limits if value > limit)


def below(value, limits):
    return sum(1 for limit in limits if value < limit)


def hours_in_bed(sheet):
    if sheet[1] is None or sheet[3] is None:
        return None
    minutes = [int(clock.split(':')[0]) * 60 + int(clock.split(':')[1]) for clock in (sheet[1], sheet[3])]
    hours = Fraction(minutes[1] - minutes[0], 60)
    return hours + 24 if hours <= 0 else hours


def psqi_component(sheet, identifier):
    def known(*items):
        return all(sheet[item] is not None for item in items)
    if identifier == 'c1_quality':
        return sheet[15]
    if identifier == 'c2_latency':
        return above(above(sheet[2], [15, 30, 60]) + sheet[5], [0, 2, 4]) if known(2, 5) else None
    if identifier == 'c3_duration':
        return below(sheet[4], [7, 6, 5]) if known(4) else None
    if identifier == 'c4_efficiency':
        return below(100 * sheet[4] / hours_in_bed(sheet), [85, 75, 65]) if known(1, 3, 4) else None
    if identifier == 'c5_disturbance':
        return above(sum(sheet.marked(range(6, 15))), [0, 9, 18]) if known(*range(6, 14)) else None
    if identifier == 'c6_medication':
        return sheet[16]
    return above(sheet[17] + sheet[18], [0, 2, 4]) if known(17, 18) else None


def psqi_scale(sheet, scale):
    answered = len(sheet.marked(scale['items']))
    if scale['id'] == 'global':
        parts = [psqi_component(sheet, other['id']) for other in sheet.facts['scales'][:7]]
        points = None if None in parts else sum(parts)
    else:
        points = psqi_component(sheet, scale['id'])
    return result(points, answered=answered, complete=points is not None, banded=points)


# SDQ: proration, sums of scales, impact.

def sdq_scale(sheet, identifier):
    sums = {'total_difficulties': ('emotional', 'conduct', 'hyperactivity', 'peer'),
            'externalising': ('conduct', 'hyperactivity'), 'internalising': ('emotional', 'peer')}
    if identifier == 'impact':
        difficulty, answers = sheet[26], sheet.marked(range(27, 32))
        answered = len(answers) + (difficulty is not None)
        wanted = 3 if sheet.context.get('informant') == 'TEACHER' else 5
        if difficulty is None or (difficulty > 0 and len(answers) != wanted):
            return result(answered=answered, complete=False)
        impact = 0 if difficulty == 0 else sum(max(0, answer - 1) for answer in answers)
        return result(impact, answered=answered, banded=impact)
    if identifier in sums:
        parts = [sdq_scale(sheet, part) for part in sums[identifier]]
        answered = sum(part['answered'] for part in parts)
        if any(part['raw'] is None for part in parts):
            return result(answered=answered, complete=False)
        total, complete = sum(part['raw'] for part in parts), all(part['state'] == 'COMPLETE' for part in parts)
        return result(total, answered=answered, complete=complete, prorated=not complete, banded=total)
    items = next(scale['items'] for scale in sheet.facts['scales'] if scale['id'] == identifier)
    values = sheet.values(items)
    if len(values) == 5:
        return result(sum(values), answered=5, banded=sum(values))
    if len(values) >= 3:
        return result(half_up(Fraction(sum(values), len(values)) * 5), answered=len(values), complete=False,
                      prorated=True)
    return result(answered=len(values), complete=False)


# Derived values, by the rules of the sheets. Open (None) where missing answers leave them open.

def lift(function, *values):
    return None if None in values else function(*values)


def any_of(values):
    return True if True in values else None if None in values else False


def count_ge(sheet, items, code):
    return None if len(sheet.marked(items)) < len(items) else sum(1 for item in items if sheet[item] >= code)


def known_list(pairs):
    held = [name for name, holds in pairs if holds]
    return None if not held and any(holds is None for _, holds in pairs) else held


def derived_phq(sheet, raw):
    core = count_ge(sheet, [1, 2], 2)
    other = lift(lambda a, b: a + b, count_ge(sheet, [3, 4, 5, 6, 7, 8], 2), count_ge(sheet, [9], 1))
    values = {'n_core': core, 'n_other': other,
              'mds_algorithm': lift(lambda c, o: c >= 1 and c + o >= 5, core, other)}
    if sheet.facts['id'] == 'phq9':
        values['ods_algorithm'] = lift(lambda c, o: c >= 1 and 2 <= c + o <= 4, core, other)
    values['screen_positive_10'] = lift(lambda t: t >= 10, raw['total'])
    if sheet.facts['id'] == 'phq9':
        values['phq2'] = lift(lambda a, b: a + b, sheet[1], sheet[2])
    return values


def derived_zung(sheet, raw):
    total = raw['raw']
    rounded = lift(lambda t: half_up(t * Fraction(5, 4)), total)
    values = {'index_x1.25': lift(lambda t: t * Fraction(5, 4), total), 'standard_round_half_up': rounded,
              'standard_floor': lift(lambda t: Fraction(math.floor(t * Fraction(5, 4))), total), 'standard': rounded}
    if sheet.facts['id'] == 'sds':
        values['severity_index'] = lift(lambda t: t / 80, total)
    return values


def derived_rses(sheet, raw):
    total, eighth = raw['total'], sheet[8]
    forward = lift(lambda t, i: t - (3 - i) + i, total, eighth)
    return {'total_0to30': total, 'total_10to40': lift(lambda t: t + 10, total),
            'total_item8_forward': forward if sheet.context.get('form', 'worth_first') == 'worth_first' else None,
            'total_9_items': lift(lambda t, i: t - (3 - i), total, eighth)}


def derived_mssmhs(sheet, raw):
    factors = [scale['id'] for scale in sheet.facts['scales'][:10]]
    means = {name: lift(lambda t: t / 6, raw[name]) for name in factors}
    at_least_2 = [(name, lift(lambda m: m >= 2, means[name])) for name in factors]
    number = None if any(holds is None for _, holds in at_least_2) else sum(holds for _, holds in at_least_2)
    return {'factor_mean_1dp': {name: lift(lambda m: half_up(m, 1), means[name]) for name in factors},
            'factors_ge2': {'number': number, 'list': known_list(at_least_2)}}


def derived_scl90(sheet, raw):
    groups = {scale['id']: len(scale['items']) for scale in sheet.facts['scales'][:10]}
    total, positive = raw['total'], count_ge(sheet, range(1, 91), 2)
    negative = lift(lambda p: 90 - p, positive)
    means = {name: lift(lambda t: t / groups[name], raw[name]) for name in groups}
    nine = [lift(lambda m: m >= 2, means[name]) for name in groups if name != 'additional']
    return {'gsi_2dp': lift(lambda t: half_up(t / 90, 2), total), 'positive_items': positive,
            'negative_items': negative,
            'positive_mean_2dp': lift(lambda t, n, p: half_up((t - n) / p, 2) if p else 0, total, negative, positive),
            'factor_sum': {name: raw[name] for name in groups},
            'factor_mean_2dp': {name: lift(lambda m: half_up(m, 2), means[name]) for name in groups},
            'screen_positive': any_of([lift(lambda t: t > 160, total), lift(lambda p: p > 43, positive)] + nine)}


def derived_upi(sheet, raw):
    yes, auxiliary = sum(sheet.marked(sheet.facts['scales'][0]['items'])), sum(sheet.marked([61, 62, 63, 64]))
    if yes >= 25 or sheet[25] == 1 or auxiliary >= 2:
        group = 1
    elif raw['total'] is None:
        group = None
    else:
        group = 2 if yes >= 20 or 1 in (sheet[8], sheet[16], sheet[26]) or auxiliary == 1 else 3
    return {'class': group, 'lie_all_four': lift(lambda lies: lies == 4, raw['lie'])}


def lie_ge7(sheet):
    lies = sheet.marked(range(82, 101, 2))
    return True if sum(lies) >= 7 else False if len(lies) == 10 else None


def derived_mht(sheet, raw):
    content = [scale['id'] for scale in sheet.facts['scales'][:8]]
    return {'lie_ge7': lie_ge7(sheet),
            'item85_or_97': any_of([lift(lambda code: code == 1, sheet[item]) for item in (85, 97)]),
            'high_scales': known_list([(name, lift(lambda t: t >= 8, raw[name])) for name in content])}


def derived_asq(sheet, raw):
    four = [sheet[item] for item in (1, 2, 3, 4)]
    screen = 'positive' if any(answer in (1, 2) for answer in four) else \
        'negative' if all(answer == 0 for answer in four) else 'undetermined'
    acuity = None if screen != 'positive' else 'non_acute_positive' if sheet[5] == 0 else 'acute_positive'
    due = {'protocol_negative': screen == 'negative', 'protocol_non_acute_positive': acuity == 'non_acute_positive',
           'protocol_acute_positive': acuity == 'acute_positive', 'protocol_after': screen == 'positive'}
    return {'screen': screen, 'acuity': acuity, 'protocol_before': True,
            **{name: None if screen == 'undetermined' else holds for name, holds in due.items()}}


def derived_psc17(sheet, raw):
    lines = {'internalizing': 5, 'attention': 7, 'externalizing': 7, 'total': 15}
    values = {f'{name}_ge{line}': lift(lambda t: t >= line, raw[name]) for name, line in lines.items()}
    return {**values, 'any_positive': any_of(list(values.values()))}


def lines(**limits):
    """Derived values of the form "scale >= points"."""
    return lambda sheet, raw: {name: lift(lambda t: t >= points, raw[scale])
                               for name, (scale, points) in limits.items()}


def derived_who5(sheet, raw):
    answers = sheet.marked(range(1, 6))
    low = True if any(code <= 1 for code in answers) else False if len(answers) == 5 else None
    return {'percent_lt50': lift(lambda t: t * 4 < 50, raw['raw']), 'raw_lt13': lift(lambda t: t < 13, raw['raw']),
            'any_item_0_or_1': low}


DERIVED = {
    'phq9': derived_phq, 'phqa': derived_phq, 'gad7': lines(screen_positive_10=('total', 10)), 'who5': derived_who5,
    'cesd': lines(risk_ge16=('total', 16), ge20=('total', 20), ge24_adolescent=('total', 24),
                  ge29_adolescent=('total', 29)),
    'cesdc': lines(ge15=('total', 15)), 'isi': lines(adolescent_ge9=('total', 9)),
    'k10': lambda sheet, raw: {'ge13': lift(lambda t: t >= 13, raw['k6']), 'ge5': lift(lambda t: t >= 5, raw['k6']),
                               'total_0to40': lift(lambda t: t - 10, raw['total'])},
    'pss10': lambda sheet, raw: {'check': lift(lambda t, h, s: t == h + s, raw['total'], raw['helplessness'],
                                               raw['self_efficacy_reversed'])},
    'rses': derived_rses, 'sas': derived_zung, 'sds': derived_zung, 'psc17': derived_psc17,
    'dass21': lambda sheet, raw: {'raw_sums': {name: lift(lambda t: t / 2, raw[name])
                                               for name in ('depression', 'anxiety', 'stress')}},
    'scared': lambda sheet, raw: {
        'total_ge23': lift(lambda t: t >= 23, raw['total']),
        'check': lift(lambda t: t == sum(raw[scale['id']] for scale in sheet.facts['scales'][:5]), raw['total'])},
    'mht': derived_mht, 'mssmhs': derived_mssmhs, 'scl90': derived_scl90, 'upi': derived_upi, 'asq': derived_asq,
    'psqi': lambda sheet, raw: {'hours_in_bed': lift(lambda h: half_up(h, 6), hours_in_bed(sheet))},
    'sdq': lambda sheet, raw: {'impact': raw['impact']},
}


def same(answers, wanted, codes=None):
    """Whether all carry one code; open while it cannot be said."""
    if len(set(answers)) > 1 or (codes and any(answer not in codes for answer in answers)):
        return False
    return True if len(answers) == wanted else None


def flags(sheet):
    values = {}
    for finding in sheet.facts['validity']:
        name, count = finding['id'], sheet.facts['items']['count']
        answers = sheet.marked(range(1, count + 1))
        if name == 'straight_line' and finding['rule'].startswith('all answered items'):
            values[name] = len(set(answers)) == 1 if len(answers) >= 2 else None
        elif name == 'straight_line':
            values[name] = same(answers, count)
        elif name == 'impairment_question':
            values[name] = any_of([lift(lambda code: code > 0, sheet[item]) for item in range(1, 10)])
        elif name == 'contradiction_suicide':
            told = any_of([lift(lambda code: code == 1, sheet[item]) for item in (12, 13)])
            denied = lift(lambda code: code == 0, sheet[9])
            values[name] = False if False in (told, denied) else lift(lambda a, b: a and b, told, denied)
        elif name == 'contradiction':
            values[name] = same(answers, count, (0, 4))
        elif name == 'acquiescence':
            values[name] = same(answers, count, (0, 3))
        elif name == 'efficiency_over_100':
            values[name] = lift(lambda slept, bed: slept > bed, sheet[4], hours_in_bed(sheet))
        elif name == 'lie' and sheet.facts['id'] == 'mht':
            values[name] = lie_ge7(sheet)
        else:
            lies = sheet.marked([5, 20, 35, 50])
            values[name] = sum(lies) == 4 if len(lies) == 4 else None
    return values


def critical(sheet):
    hit = []
    for item in sheet.facts['criticalItems']:
        number = {'S1': 12, 'S2': 13}.get(item['item'], item['item'])
        least = 1 if item['when'] == 'yes' else int(item['when'][2:])
        if sheet[number] is not None and sheet[number] >= least:
            hit.append(item['item'] if isinstance(item['item'], str) else f'item{number}')
    return hit


def score(instrument, answers, context=None):
    sheet = Sheet(facts(instrument), answers, context or {})
    scales, raw = {}, {}
    for scale in sheet.facts['scales']:
        found = score_scale(sheet, scale)
        raw[scale['id']] = found['raw'] if found['state'] == 'COMPLETE' or found['prorated'] else None
        found['band'] = band(scale, found, sheet.context)
        del found['banded']
        scales[scale['id']] = found
    return {'scales': scales, 'derived': DERIVED[instrument](sheet, raw), 'flags': flags(sheet),
            'criticalItems': critical(sheet)}


def plain(value):
    """Fractions as exact JSON numbers."""
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items()}
    if isinstance(value, list):
        return [plain(member) for member in value]
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(Decimal(value.numerator) / Decimal(value.denominator))
    return value


def read(line):
    said = json.loads(line, parse_float=Fraction)
    return said['answers'], said.get('context', {})


if __name__ == '__main__':
    for row in sys.stdin:
        if row.strip():
            print(json.dumps(plain(score(sys.argv[1], *read(row))), ensure_ascii=False))
