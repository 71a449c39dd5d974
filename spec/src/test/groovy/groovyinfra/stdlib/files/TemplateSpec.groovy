package groovyinfra.stdlib.files

import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import java.nio.file.Path
import spock.lang.Specification

class TemplateSpec extends Specification {
    Map<String, String> files = [:]

    def '#text becomes #output'() {
        expect:
        render(text).text() == output

        where:
        text                                                       || output
        '{{ name }}'                                               || 'web-1'
        '{{ name }}\n'                                             || 'web-1\n'
        '{{ name }}\n\n'                                           || 'web-1\n\n'
        '{{ markup }}'                                             || '<a href="x">&</a>'
        '{{ braces }}'                                             || '{{ name }}'
        '{{ map.key }} {{ map["key"] }} {{ list[1] }}'             || 'value value 2'
        '{{ list | join(",") }} {{ name | upper }}'                || '1,2,3 WEB-1'
        '{% for i in list %}\n{{ i }}\n{% endfor %}\nend\n'        || '1\n2\n3\nend\n'
        '{% for k, v in map.items() %}{{ k }}={{ v }}{% endfor %}' || 'key=value'
        '{% if flag and "a" in "abc" %}yes{% endif %}'             || 'yes'
        '{% if missing is defined %}y{% else %}n{% endif %}'       || 'n'
        '{{ missing | default("d") }}{{ map.none | default(1) }}'  || 'd1'
        '{% set a = 5 %}\n{{ a + 1 }}'                             || '6'
        '{# a comment #}x'                                         || 'x'
        '{% raw %}{{ name }}${#a}{% endraw %}'                     || '{{ name }}${#a}'
        '{%- if flag -%}  a  {%- endif -%}'                        || 'a'
        'ü€{{ name }}'                                             || 'ü€web-1'
    }

    def 'what stands outside of the marks is kept byte for byte: #what'() {
        expect:
        render(text).text() == text

        where:
        what             | text
        'nginx.conf'     | NGINX
        'bash script'    | BASH
        'sudoers'        | SUDOERS
        'line ends'      | 'a\r\nb\r\n'
        'no line end'    | 'a'
        'empty'          | ''
        'only line ends' | '\n\n\n'
        'loose braces'   | '{ } }} %} #} {a} 100% $1 ${HOME} \\{ \\\\ \\n "q" \'x\' %{TIME}i'
    }

    def 'a name that is not defined is an error with its place: #name'() {
        when:
        render("first\n\n$text")

        then:
        def failure = thrown(ProblemException)
        with(failure.problems().first()) {
            summary() == 'Name in template is not defined'
            where().position().get().shown() == 'site.j2:3'
            detail() == "'$name' has no value for this host"
            attempt() == advice
        }

        where:
        text                                 || name          | advice
        '{{ nmae }}'                         || 'nmae'        | "Did you mean 'name'?"
        '{{ map.none }}'                     || 'map.none'    | "Define it, or give a default: {{ map.none | default('') }}"
        '{% if zzz %}x{% endif %}'           || 'zzz'         | "Define it, or give a default: {{ zzz | default('') }}"
        '{% for x in zzz %}{% endfor %}'     || 'zzz'         | "Define it, or give a default: {{ zzz | default('') }}"
    }

    def 'a name that is not defined is an error wherever it is used: #text'() {
        when:
        render("first\n\n$text")

        then:
        def failure = thrown(ProblemException)
        with(failure.problems().first()) {
            summary() == 'Name in template is not defined'
            where().position().get().shown() == 'site.j2:3'
            detail() == "'$what' has no value for this host"
        }

        where:
        text                                                   || what
        '{{ nope + 1 }}'                                       || 'nope'
        '{{ -nope }}'                                          || 'nope'
        '{{ [nope] }}'                                         || 'nope'
        '{{ {"a": nope} }}'                                    || 'nope'
        '{{ {nope: 1} }}'                                      || 'nope'
        '{{ name ~ ":" ~ map.none }}'                          || 'map.none'
        '{{ map["none"] ~ "" }}'                               || "map['none']"
        '{{ list[9] ~ "" }}'                                   || 'list[9]'
        '{{ list[nope] }}'                                     || 'nope'
        '{{ list[nope:2] }}'                                   || 'nope'
        '{{ "%s" | format(nope) }}'                            || 'nope'
        '{{ name | replace("w", nope) }}'                      || 'nope'
        '{{ name | replace(old="w", new=nope) }}'              || 'nope'
        '{{ list | join(nope) }}'                              || 'nope'
        '{{ nope | upper }}'                                   || 'nope'
        '{{ nope | list }}'                                    || 'nope'
        '{{ list | length + nope }}'                           || 'nope'
        '{{ name == nope }}'                                   || 'nope'
        '{{ name in nope }}'                                   || 'nope'
        '{% if name == nope %}{% endif %}'                     || 'nope'
        '{% if not map.none %}{% endif %}'                     || 'map.none'
        '{% if nope and flag %}{% endif %}'                    || 'nope'
        '{% if flag and nope %}{% endif %}'                    || 'nope'
        '{% if nope or flag %}{% endif %}'                     || 'nope'
        '{% if flag %}{% elif nope %}{% endif %}{{ nope }}'    || 'nope'
        '{{ "a" if nope else "b" }}'                           || 'nope'
        '{{ (nope + 1) | default(2) }}'                        || 'nope'
        '{{ (1 if nope else 2) | default(3) }}'                || 'nope'
        '{{ nope | default(zilch) ~ "" }}'                     || 'nope | default'
        '{{ list | select("gt", 9) | first ~ "" }}'            || 'list | select | first'
        '{{ nope is none }}'                                   || 'nope'
        '{{ nope.items() }}'                                   || 'nope'
        '{{ nope.a.b ~ "" }}'                                  || 'nope.a.b'
        '{{ range(nope) }}'                                    || 'nope'
        '{% for x in list if x > nope %}{% endfor %}'          || 'nope'
        '{% set a = nope ~ "" %}'                              || 'nope'
        '{% macro m(x) %}{{ x ~ "" }}{% endmacro %}{{ m(1) }}{{ m(nope) }}' || 'x'
    }

    def 'who asks whether a name is defined may have one that is not: #text'() {
        expect:
        render(text).text() == output

        where:
        text                                                                           || output
        '{{ nope | default("a") }}{{ nope | d("b") }}{{ nope.a.b | default("c") }}'    || 'abc'
        '{{ (map.a.b | default({})).d | default(1) }}'                                 || '1'
        '{{ (nope) | default(1) }}{{ (nope if flag else 1) | default(2) }}'            || '12'
        '{{ nope | default(zilch) | default(3) }}{{ name | default(nope) }}'           || '3web-1'
        '{{ nope | default(zilch | default(4)) }}{{ list[9] | default(5) }}'           || '45'
        '{{ [] | first | default(6) }}{{ ([] | first).x | default(7) }}'               || '67'
        '{{ nope is defined }}{{ nope is undefined }}{{ nope is not defined }}'        || 'FalseTrueTrue'
        '{{ nope.a is defined }}{{ map["q"] is defined }}{{ map.key is defined }}'     || 'FalseFalseTrue'
        '{{ nope is defined and nope == 1 }}{{ nope is not defined or nope }}'         || 'FalseTrue'
        '{{ nope if nope is defined else "x" }}{% if flag or nope %}y{% endif %}'      || 'xy'
        '{% macro m(x) %}{{ x | default("z") }}{% endmacro %}{{ m(nope) }}{{ m() }}'   || 'zz'
        '{{ nothing ~ "" }}{{ nothing == none }}{{ [nothing] }}{{ not nothing }}'      || 'NoneTrue[None]True'
        '{{ none }}{{ None }}{{ none is none }}{{ none is defined }}'                  || 'NoneNoneTrueTrue'
        '{{ true }}{{ True }}{{ false }}{{ False }}{% set a = none %}{{ a }}'          || 'TrueTrueFalseFalseNone'
    }

    def 'other mistakes have their place, too: #text'() {
        when:
        render("first\n x$text")

        then:
        def failure = thrown(ProblemException)
        with(failure.problems().first()) {
            summary() == 'Template cannot be rendered'
            [where().position().get().line(), where().position().get().column()] == [2, 3]
            detail().contains(said)
        }

        where:
        text                      || said
        '{% if flag %}x'          || 'Missing end tag: endif'
        '{{ name'                 || 'Unclosed token'
        '{{ name\nand\nmore'      || 'Unclosed token'
        '{% nothing %}'           || 'Unknown tag: nothing'
        '{# no end'               || 'Unclosed comment'
        '{% include "none.j2" %}' || 'Error rendering tag'
        '{{ name.upper() }}'      || "'name.upper' is no method"
        '{{ map.nope(1) ~ "" }}'  || "'map.nope' is no method"
    }

    def 'line ends that go with a block are counted: #text'() {
        when:
        render(text)

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().where().position().get().with { "${it.line()}:${it.column()}" } == place
        failure.problems().first().detail() == detail

        where:
        text                                                                 || place | detail
        '{% if flag %}\n{% if flag %}\n{# c #}\n  x {{ nope }}\n{% endif %}\n{% endif %}' || '4:5' | "'nope' has no value for this host"
        '{% for x in list %}\n{{ x }}\n{% endfor %}\n{% nothing %}'          || '4:1' | "Syntax error in '{% nothing %}': Unknown tag: nothing"
        '{% if flag %}\n{% for x in list %}\n{% endfor %}\n'                 || '1:1' | "Syntax error in '{% if flag %}': Missing end tag: endif for tag defined as: {% if flag %}"
        '{% set a = 1 %}\n{% for x in nope %}\n{% endfor %}'                 || '2:1' | "'nope' has no value for this host"
        '{% raw %}\n{{ a }}\n{% endraw %}\n{{ nope }}'                       || '4:1' | "'nope' has no value for this host"
        '{% macro m() %}\n{{ nope }}\n{% endmacro %}\nx\n{{ m() }}'          || '2:1' | "'nope' has no value for this host"
        '{% with a = 1 %}\n\n{{ b }}{% endwith %}'                           || '3:1' | "'b' has no value for this host"
        '{% if flag %}\n{% for x in list if no %}{% endfor %}{% endif %}'    || '2:1' | "'no' has no value for this host"
    }

    def 'what an argument of a filter cannot be is told: #text'() {
        when:
        render("{% if flag %}\n$text{% endif %}")

        then:
        def failure = thrown(ProblemException)
        with(failure.problems().first()) {
            summary() == 'Template cannot be rendered'
            where().position().get().shown() == 'site.j2:2'
            detail() == said
        }

        where:
        text                                     || said
        '{{ list | sort(by=1) }}'                || "the filter 'sort' knows no 'by', only reverse, case_sensitive, attribute"
        '{{ list | slice(count=1) }}'            || "the filter 'slice' knows no 'count', only slices, fillWith"
        '{{ list | first(1) }}'                  || "the filter 'first' takes no arguments"
        '{{ map | dictsort(by="x") }}'           || "'dictsort' goes by 'key' or by 'value', not by 'x'"
        '{{ [1, "a"] | sort }}'                  || "'a' and 1 have no order"
        '{% for a, b in list %}{% endfor %}'     || '1 is nothing to go through'
        '{% for a, b in [[1]] %}{% endfor %}'    || '[1] has not 2 parts, for a, b'
        '{{ [map] | map(attribute="no") | join }}' || 'one of the items has no value'
    }

    def 'a mistake in a template that another one includes has its place there: #text'() {
        given:
        files['parts/a.j2'] = 'x\n{% include "b.j2" %}'
        files['parts/b.j2'] = "1\n2\n$text".toString()

        when:
        render('{% include "a.j2" %}tail', 'parts/site.j2')

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == summary
        failure.problems().first().where().position().get().shown() == 'parts/b.j2:3'
        failure.problems().first().detail() == detail

        where:
        text                     || summary                           | detail
        '{{ nope }}'             || 'Name in template is not defined' | "'nope' has no value for this host"
        '{{ name | nofilter }}'  || 'Filter in template is not known' | "'nofilter' is no filter"
        '{{ name'                || 'Template cannot be rendered'     | 'Unclosed token'
        '{% include "c.j2" %}'   || 'Template cannot be rendered'     | 'InterpretException: Error rendering tag'
    }

    def 'a filter or a test that is not known: #text'() {
        when:
        render(text)

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == "$kind in template is not known"
        failure.problems().first().attempt() == advice

        where:
        text                                 || kind     | advice
        '{{ name | uper }}'                  || 'Filter' | "Did you mean 'upper'?"
        '{{ name | upper | qqqq(1) }}'       || 'Filter' | 'Take a filter of Jinja'
        '{{ "a" ~ (name | uper) }}'          || 'Filter' | "Did you mean 'upper'?"
        '{{ nope | default("x") | uper }}'   || 'Filter' | "Did you mean 'upper'?"
        '{% if name is definde %}{% endif %}' || 'Test'  | "Did you mean 'defined'?"
    }

    def 'a template includes what stands beside it'() {
        given:
        files['parts/head.j2'] = 'head of {{ name }} ${#x}\n'

        expect:
        render('{% include "head.j2" %}tail', 'parts/site.j2').text() == 'head of web-1 ${#x}\ntail'
    }

    def 'a secret keeps its mark where it is used, and only there: #text'() {
        when:
        def rendered = render(text)

        then:
        rendered.hidden() == hidden
        rendered.text() == output

        where:
        text                                              || hidden | output
        '{{ token }}'                                     || true   | 's3cret'
        '{{ token | upper }}'                             || true   | 'S3CRET'
        '{{ deep.inner.password }}'                       || true   | 'pa55'
        '{% for s in secrets %}{{ s }}{% endfor %}'       || true   | 'one'
        '{% for k, v in deep.items() %}{{ k }}{% endfor %}' || false | 'innerport'
        '{{ deep.port }}'                                 || false  | '80'
        '{{ name }}'                                      || false  | 'web-1'
        '{% if token == "x" %}{% endif %}'                || true   | ''
    }

    private Template.Rendered render(String text, String name = 'site.j2') {
        files[name] = text
        new Template(Path.of(name), { Path file ->
            if (!files.containsKey(file.toString())) {
                throw new IllegalStateException("no file $file")
            }
            files[file.toString()]
        }).render([name: 'web-1', markup: '<a href="x">&</a>', braces: '{{ name }}', map: [key: 'value'], list: [1, 2, 3], flag: true,
            nothing: null, token: Secret.of('s3cret'), deep: [inner: [password: Secret.of('pa55')], port: 80], secrets: [Secret.of('one')]])
    }

    private static final String NGINX = '''\
        user www-data;
        worker_processes auto;
        events { worker_connections 768; }
        http {
            log_format main '$remote_addr - $remote_user [$time_local] "$request" $status "$http_referer"';
            map $http_upgrade $connection_upgrade { default upgrade; '' close; }
            gzip_types text/plain application/json; # {not a comment}
            server {
                location ~* \\.(?:css|js)$ { expires 30d; add_header Cache-Control "public, max-age=2592000"; }
                location / { try_files $uri $uri/ =404; proxy_set_header Host $host; }
            }
        }
        '''.stripIndent()

    private static final String BASH = '''\
        #!/bin/bash
        set -euo pipefail
        array=(a "b c" 'd')
        echo "${#array[@]} of ${array[@]:1:2} ${!array[@]} ${array[0]%%.*} ${HOME##*/} $((${#array[@]} + 1)) $#"
        awk '{ print $1 "\\t" $2 }' <<< "x y" | sed -e 's/\\(x\\)/\\1/' || exit 1
        case "$1" in *) echo "\\$x \\`date +%Y-%m-%d\\`";; esac
        f() { local x="${1:-}"; [[ "$x" =~ ^[0-9]{1,3}$ ]] && echo {1..3}; }
        cat <<'EOF'
        ${not_expanded} %{WORD:x}
        EOF
        '''.stripIndent()

    private static final String SUDOERS = '''\
        Defaults env_reset, mail_badpass
        Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"
        User_Alias ADMINS = ann, %wheel
        %sudo   ALL=(ALL:ALL) ALL
        ADMINS  ALL=(root) NOPASSWD: /usr/bin/systemctl restart app\\:web, !/bin/su
        #includedir /etc/sudoers.d
        @includedir /etc/sudoers.d
        '''.stripIndent()
}
