package groovyinfra.stdlib.files

import java.nio.file.Path
import spock.lang.Specification

/** Every text here is what Jinja 3.1 makes of the template, with <code>trim_blocks</code> as in Ansible. */
class JinjaSpec extends Specification {

    def 'what filters make of lists and maps: #text'() {
        expect:
        render(text) == output

        where:
        text                                                                                         || output
        '{{ users | sort(attribute=\'n\') | map(attribute=\'n\') | join(\',\') }}'                   || '1,2,3'
        '{{ users | sort(attribute=\'sub.x\', reverse=true) | map(attribute=\'n\') | join(\',\') }}' || '1,3,2'
        '{{ users | sort(attribute=\'on,n\') | map(attribute=\'n\') | join(\',\') }}'                || '1,2,3'
        '{{ names | sort | join(\',\') }}'                                                           || 'a,b,C'
        '{{ names | sort(case_sensitive=true) | join(\',\') }}'                                      || 'C,a,b'
        '{{ d | dictsort }}'                                                                         || '[(\'a\', 2), (\'b\', 1)]'
        '{{ d | dictsort(by=\'value\') }}'                                                           || '[(\'b\', 1), (\'a\', 2)]'
        '{{ d | dictsort(true, \'value\', true) | list }}'                                           || '[(\'a\', 2), (\'b\', 1)]'
        '{{ d.items() | sort | list }}'                                                              || '[(\'a\', 2), (\'b\', 1)]'
        '{{ d | items | list }}'                                                                     || '[(\'b\', 1), (\'a\', 2)]'
        '{{ d.items() | map(\'first\') | join(\',\') }}'                                             || 'b,a'
        '{{ d.items() | map(attribute=\'1\') | list }}'                                              || '[1, 2]'
        '{{ list | batch(2) | list }}'                                                               || '[[3, 1], [2]]'
        '{{ list | batch(2, \'x\') | list }}'                                                        || '[[3, 1], [2, \'x\']]'
        '{{ list | min }}{{ list | max }}'                                                           || '13'
        '{{ users | max(attribute=\'n\') }}'                                                         || '{\'n\': 3, \'on\': True, \'sub\': {\'x\': \'q\'}}'
        '{{ names | min }}{{ names | max }}'                                                         || 'aC'
        '{{ list | sum(start=10) }}{{ users | sum(\'n\') }}'                                         || '166'
        '{{ [\'a\', \'A\', \'b\'] | unique | list }}'                                                || '[\'a\', \'b\']'
        '{{ users | unique(attribute=\'on\') | map(attribute=\'n\') | join(\',\') }}'                || '3,1'
        '{{ users | map(attribute=\'zz\', default=\'q\') | join(\',\') }}'                           || 'q,q,q'
        '{{ users | map(attribute=\'sub.x\') | join(\',\') }}'                                       || 'q,z,a'
        '{{ names | map(\'indent\', width=2, first=true) | list }}'                                  || '[\'  b\', \'  a\', \'  C\']'
        '{{ names | map(\'upper\') | join(\',\') }}'                                                 || 'B,A,C'
        '{{ users | join(\',\', attribute=\'n\') }}'                                                 || '3,1,2'
        '{{ \'a,b\'.split(\',\') | join(\'-\') }}{{ list | reverse | join }}'                        || 'a-b213'
        '{% for on, us in users | groupby(\'on\') %}{{ on }}:{{ us | length }};{% endfor %}'         || 'False:1;True:2;'
        '{% for g in users | groupby(\'on\') %}{{ g.grouper }}{{ g.list | length }}{% endfor %}'     || 'False1True2'
        '{{ \'abc\' | first }}{{ \'abc\' | last }}{{ list | first }}{{ list | last }}'               || 'ac32'
        '{{ users | selectattr(\'n\', \'equalto\', 3) | list | length }}'                            || '1'
    }

    def 'what filters make of one value: #text'() {
        expect:
        render(text) == output

        where:
        text                                                                                                 || output
        '{{ \'a b/c&d=é*~\' | urlencode }}'                                                                  || 'a%20b/c%26d%3D%C3%A9%2A~'
        '{{ {\'a b\': \'c/d\', \'e\': 1} | urlencode }}'                                                     || 'a+b=c%2Fd&e=1'
        '{{ d | tojson }}'                                                                                   || '{"a": 2, "b": 1}'
        '{{ users[0] | tojson(indent=2) }}'                                                                  || '{\n  "n": 3,\n  "on": true,\n  "sub": {\n    "x": "q"\n  }\n}'
        '{{ [] | tojson(2) }}{{ {} | tojson(2) }}{{ none | tojson }}{{ flag | tojson }}'                     || '[]{}nulltrue'
        '{{ "<a href=\'x\'>\\n\\"é" | tojson }}'                                                             || '"\\u003ca href=\\u0027x\\u0027\\u003e\\n\\"\\u00e9"'
        '{{ missing | default(80) + 1 }}{{ \'\' | d(\'x\', boolean=true) }}'                                 || '81x'
        '{{ 2.5 | round }} {{ 2.675 | round(2) }} {{ 3 | round }} {{ 3.21 | round(method=\'ceil\', precision=1) }}' || '2.0 2.67 3 3.3'
        '{{ \'abcdefgh\' | truncate(5) }} {{ \'hello big wide world out there\' | truncate(15) }}'           || 'abcdefgh hello big...'
        '{{ \'hello big wide world\' | truncate(length=10, killwords=true, end=\'..\', leeway=0) }}'         || 'hello bi..'
        '{{ \'a\\n\\nb\' | indent(2) }}'                                                                     || 'a\n\n  b'
        '{{ \'a\\n\\nb\' | indent(width=2, first=true, blank=true) }}'                                       || '  a\n  \n  b'
        '{{ \'xxaxx\' | trim(\'x\') }}{{ \' a \' | trim }}'                                                  || 'aa'
        '{{ \'x\' | int(base=16, default=3) }}{{ \'0xff\' | int(0, 16) }}{{ flag | int }}{{ 3.7 | int }}{{ \'1.9\' | int }}' || '3255131'
        '{{ 13000000 | filesizeformat }} {{ 13000000 | filesizeformat(true) }} {{ 1 | filesizeformat }}'     || '13.0 MB 12.4 MiB 1 Byte'
        '{{ flag | upper }}{{ flag | lower }}{{ flag | string }}'                                            || 'TRUEtrueTrue'
        '{{ \'aab\' | replace(old=\'a\', new=\'b\') }}{{ \'aab\' | replace(\'a\', \'b\', count=1) }}'        || 'bbbbab'
        '{{ \'abc\' | center(width=7) }}|'                                                                   || '  abc  |'
    }

    def 'what operators give: #text'() {
        expect:
        render(text) == output

        where:
        text                                                                                                 || output
        '{{ \'y\' and \'x\' }}{{ \'\' and \'x\' }}{{ \'\' or \'z\' }}{{ (flag and \'a\') or \'b\' }}'        || 'xza'
        '{{ 5 and flag }}{{ name is defined and name }}'                                                     || 'Trueweb-1'
        '{{ -7 % 3 }} {{ 7 % -3 }} {{ -6 % 3 }} {{ -5.5 % 2 }} {{ -7 // 3 }}'                                || '2 -2 0 0.5 -3'
        '{{ \'a\' * 3 }}{{ 2 * 3 }}{{ 7 / 2 }}{{ 6 / 2 }}'                                                   || 'aaa63.53.0'
        '{{ \'x\' if flag }}{{ \'y\' if not flag }}|'                                                        || 'x|'
        '{{ (\'a\' if not flag) | default(\'z\') }}'                                                         || 'z'
        '{{ \'3\' == 3 }} {{ 3 == 3.0 }} {{ 3 != \'3\' }} {{ 1 == true }} {{ d == {\'a\': 2, \'b\': 1} }} {{ list == [3, 1, 2] }}' || 'False True True True True True'
        '{{ 1 in [1.0] }} {{ \'1\' in [1] }} {{ \'a\' in d }} {{ \'ab\' not in \'xabx\' }}'                  || 'True False True False'
        '{{ not missing is defined }}{{ not flag is defined }}'                                              || 'TrueFalse'
        '{{ \'v\' ~ flag ~ list ~ 1.0 }}'                                                                    || 'vTrue[3, 1, 2]1.0'
        '{{ {name: 1} }}'                                                                                    || '{\'web-1\': 1}'
    }

    def 'what values look like: #text'() {
        expect:
        render(text) == output

        where:
        text                                                                 || output
        '{{ flag }} {{ not flag }} {{ list is iterable }} {{ true }}'        || 'True False True True'
        '{{ list }} {{ names }} {{ d }} {{ [] }} {{ {} }}'                   || '[3, 1, 2] [\'b\', \'a\', \'C\'] {\'b\': 1, \'a\': 2} [] {}'
        '{{ [1.5, true, none, {\'k\': [1]}] }}'                              || '[1.5, True, None, {\'k\': [1]}]'
        '{{ ["it\'s", \'q"\', \'a\\\\b\'] }}'                                || '["it\'s", \'q"\', \'a\\\\b\']'
        '{{ d.items() | list }}{{ d.keys() | list }}{{ d.values() | list }}' || '[(\'b\', 1), (\'a\', 2)][\'b\', \'a\'][1, 2]'
        '{{ 3.0 }} {{ 100000000000.0 }} {{ 0.5 }}'                           || '3.0 100000000000.0 0.5'
    }

    def 'what blocks do: #text'() {
        expect:
        render(text) == output

        where:
        text                                                                                  || output
        '{% for x in list if x > 1 %}{{ loop.index }}{{ x }}{% endfor %}'                     || '1322'
        '{% for x in list if x > 10 %}{{ x }}{% else %}none{% endfor %}'                      || 'none'
        '{% for x in [] %}a{% else %}none{% endfor %}'                                        || 'none'
        '{% for x in list %}{{ x }}{% else %}none{% endfor %}'                                || '312'
        '{% for a, b in [[1, 2], [3, 4]] if a > 1 %}{{ a }}{{ b }}{% endfor %}'               || '34'
        '{% for k, v in d.items() if v > 1 %}{{ k }}{{ v }}{% endfor %}'                      || 'a2'
        '{% for k, v in d | dictsort %}{{ k }}{{ v }}{% endfor %}'                            || 'a2b1'
        '{% for x in list if \'if\' != "if" or x == 3 %}{{ x }}{% endfor %}'                  || '3'
        '{% for x in (list if flag else names) %}{{ x }}{% endfor %}'                         || '312'
        '{% for c in \'abc\' %}{{ c }}.{% endfor %}'                                          || 'a.b.c.'
        '{% with a = 1 %}{{ a }}{% endwith %}{{ a is defined }}'                              || '1False'
        '{% with a = [1, 2], b = \'x, y\' %}{{ a }}{{ b }}{% endwith %}'                      || '[1, 2]x, y'
        '{% with %}{% set q = 1 %}{{ q }}{% endwith %}'                                       || '1'
        '{% macro m(x) %}<{{ caller() }}{{ x }}>{% endmacro %}{% call m(1) %}in{% endcall %}' || '<in1>'
        '{% if \'false\' %}y{% endif %}'                                                      || 'y'
        'a {{- name -}} b {#- c -#} d'                                                        || 'aweb-1bd'
        '{% raw %}\n{% x %}\n{% endraw %}\nz'                                                 || '\n{% x %}\nz'
        '{# a\n#}\nb{# c #}\n{% if flag -%}\n  x\n{%- endif %}\ny'                            || 'bxy'
    }

    def 'what null is: #text'() {
        expect:
        render(text) == output

        where:
        text                                                                                 || output
        '{{ z }}{{ f.z }}{{ f[\'z\'] }}{{ l[1] }}{{ f }}'                                    || 'NoneNoneNoneNone{\'a\': 1, \'z\': None}'
        '{% if z %}y{% else %}n{% endif %}{% if f.z %}y{% endif %}{{ \'y\' if z else \'n\' }}' || 'nn'
        '{% for x in l if x %}{{ x }}{% endfor %};{% for x in l %}{{ x }}{% endfor %}'       || '1x;1Nonex'
        '{% for k, v in f.items() if v %}{{ k }}{% endfor %}'                                || 'a'
        '{% for k, v in f.items() %}{{ k }}{{ v }}{% endfor %}'                              || 'a1zNone'
        '{{ z is none }}{{ z is defined }}{{ f.z is none }}{{ f.q is defined }}{{ z is not none }}' || 'TrueTrueTrueFalseFalse'
        '{{ z == none }}{{ not z }}{{ z or 1 }}{{ z and 1 }}{{ none in l }}'                 || 'TrueTrue1NoneTrue'
        '{{ z | default(1) }}{{ z | default(1, true) }}{{ f | tojson }}{{ z | tojson }}'     || 'None1{"a": 1, "z": null}null'
        '{{ l | reject(\'none\') | list }}'                                                   || '[1, \'x\']'
        '{% set y = z %}{{ y }}'                                                              || 'None'
        '{{ f.items() | selectattr(\'1\') | list }}{{ f.items() | rejectattr(\'1\') | list }}' || '[(\'a\', 1)][(\'z\', None)]'
        '{{ users | selectattr(\'on\') | map(attribute=\'n\') | list }}{{ users | rejectattr(\'zz\', \'defined\') | length }}' || '[3, 2]3'
    }

    private static String render(String text) {
        new Template(Path.of('site.j2'), { Path file -> text }).render([name: 'web-1', list: [3, 1, 2], names: ['b', 'a', 'C'], d: [b: 1, a: 2],
            flag: true, z: null, f: [a: 1, z: null], l: [1, null, 'x'], users: [[n: 3, on: true, sub: [x: 'q']], [n: 1, on: false, sub: [x: 'z']], [n: 2, on: true, sub: [x: 'a']]]]).text()
    }
}
