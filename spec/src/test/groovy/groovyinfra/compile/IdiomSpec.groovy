package groovyinfra.compile

import groovyinfra.model.Numeral

class IdiomSpec extends ProgramSpecification {

    static final Map<String, Object> DATA = [
        accounts: [
            [name: 'ann', admin: true, shell: 'sh', keys: ['k1', 'k2'], count: 2],
            [name: 'bob', admin: false, shell: 'fish', keys: ['k3'], count: 1]],
        name    : 'web',
        port    : new Numeral(8080G, '8080'),
        count   : 2,
        pair    : ['x', 'y'],
        admin   : true,
        settings: [b: 2, a: 1],
        list    : ['x', 'y'],
        command : 'say hi; rm',
        dir     : '/srv/a b',
        mode    : new Numeral(420G, '0644'),
        text    : '12',
    ]

    def 'values of inventory data are used without a word about their types: #program'() {
        expect:
        run(DATA, program).commands == expected

        where:
        program || expected
        'for (account in host.data.accounts) tool.echo(account.name, times: account.count)' || ['echo ann 2 false', 'echo bob 1 false']
        'host.data.accounts.each { tool.echo it.name }' || ['echo ann 1 false', 'echo bob 1 false']
        'host.data.accounts.each { account -> tool.echo(account.keys, note: "-$account.name") }' || ['echo k1 k2 1 false -ann', 'echo k3 1 false -bob']
        'tool.echo host.data.accounts.findAll { it.admin }.collect { it.name }' || ['echo ann 1 false']
        'tool.echo host.data.accounts*.name' || ['echo ann bob 1 false']
        'tool.echo host.data.accounts.name' || ['echo ann bob 1 false']
        "def first = host.data.accounts.find { it.name == 'ann' }; if (first?.admin) tool.echo first.name.toUpperCase()" || ['echo ANN 1 false']
        "def none = host.data.accounts.find { it.name == 'eve' }; tool.echo none?.name ?: 'nobody'" || ['echo nobody 1 false']
        'host.data.accounts.groupBy { it.shell }.each { shell, people -> tool.echo people*.name, note: shell }' || ['echo ann 1 false sh', 'echo bob 1 false fish']
        'tool.echo host.data.accounts.sort { it.shell }*.name' || ['echo bob ann 1 false']
        'tool.echo host.data.accounts.sort { a, b -> b.name <=> a.name }.collect { it.name }' || ['echo bob ann 1 false']
        'def sorted = host.data.list.sort { a, b -> b <=> a }; tool.echo sorted + host.data.list' || ['echo y x x y 1 false']
        'List<String> list = host.data.list; list.sort { a, b -> b <=> a }; tool.echo list' || ['echo y x 1 false']
        'tool.echo inventory.hosts.sort { it.name }*.name + inventory.hosts*.name' || ['echo db1 web1 web1 db1 1 false']
        'tool.echo inventory.group("all").sort { a, b -> a.name <=> b.name }.collect { it.name }' || ['echo db1 web1 1 false']
        'def shells = (host.data.accounts + host.data.accounts)*.shell; tool.echo shells.unique()' || ['echo sh fish 1 false']
        'tool.echo host.data.list.unique() + host.data.accounts.unique { it.shell.size() > 9 }*.name' || ['echo x y ann 1 false']
        'def list = host.data.accounts; list.unique { a, b -> 0 }; tool.echo list*.name + host.data.accounts*.name' || ['echo ann ann bob 1 false']
        "tool.echo host.data.list + 'z' - 'x'" || ['echo y z 1 false']
        "tool.echo host.data.list.toList() << 'z'" || ['echo x y z 1 false']
        'tool.echo host.data.list[1..0] + host.data.list.take(1) + host.data.list.tail() * 2' || ['echo y x x y y 1 false']
        'tool.echo host.data.list.toUnique() + host.data.list.withIndex().collect { it, i -> "$it$i" }' || ['echo x y x0 y1 1 false']
        "tool.echo host.data.get('motd', 'hello')" || ['echo hello 1 false']
        "tool.echo host.data.accounts[0].get('home', null) ?: '/home'" || ['echo /home 1 false']
        'def names = ["a", "b"]; tool.echo names[host.data.count - 1] + "abc"[host.data.count] + "d,e".split(",")[host.data.count - 1]' || ['echo bce 1 false']
        'def at(List<?> list, i) { list[i] == null ? "none" : "some" }; tool.echo at([null], 0) + at([1], host.data.count - 2)' || ['echo nonesome 1 false']
        'int[] ports = [1, 2]; tool.echo "x", times: ports[host.data.count - 1] + [3, 4][host.data.count - 2]' || ['echo x 5 false']
        'def names = ["a", "b"]; names[host.data.count - 1] = "c"; names[host.data.count - 2] += "d"; tool.echo names' || ['echo ad c 1 false']
        'def sums = [1, 2]; sums[host.data.count - 1]++; sums[host.data.count - 2] += 3; tool.echo "x", times: sums[0] * 10 + sums[1]' || ['echo x 43 false']
        'int[] sums = [1, 2]; sums[host.data.count - 1]++; sums[host.data.count - 2] = 4; tool.echo "x", times: sums[0] * 10 + sums[1]' || ['echo x 43 false']
        'def ports = [web: 80]; ports[host.data.name] += 1; tool.echo "x", times: ports[host.data.name]' || ['echo x 81 false']
        'class Shelf { Map<Object, Object> all = [:]; void putAt(String key, String value) { all[key] = value }; String getAt(String key) { all[key] } }; def shelf = new Shelf(); shelf[host.data.name] = host.data.text; tool.echo shelf[host.data.name] + shelf["web"]' || ['echo 1212 1 false']
        'tool.echo "ab"[host.data.pair[0] == "x" ? 0 : 1] + ["c", "d"][host.data.count - 2..host.data.count - 1].join("")' || ['echo acd 1 false']
        'def (one, two) = host.data.pair; tool.echo([two, one])' || ['echo y x 1 false']
        "if ((host.data.count <=> 3) < 0 && ('b' <=> 'a') > 0 && (2.5 <=> 2) > 0 && (1 <=> 2L) < 0) tool.echo 'less'" || ['echo less 1 false']
        'tool.echo host.data.list.toSorted { a, b -> a.size() <=> b.size() } + host.data.list.findAll { (it.size() <=> 1) == 0 }' || ['echo x y x y 1 false']
        'def upper = host.data.name.&toUpperCase; tool.echo upper()' || ['echo WEB 1 false']
        'def has = host.data.list.&contains; if (has("x")) tool.echo "has"' || ['echo has 1 false']
        "tool.echo 'x', times: Math.max(host.data.count, 3) + Integer.parseInt(host.data.text) + Integer.valueOf(host.data.count)" || ['echo x 17 false']
        "tool.echo String.join(',', host.data.list) + Collections.max(host.data.list)" || ['echo x,yy 1 false']
        "tool.echo new StringBuilder(host.data.name).reverse().toString() + new ArrayList(host.data.list).size()" || ['echo bew2 1 false']
        "record R(int a, String b) {}; def r = new R(host.data.count, host.data.name); tool.echo r.b, times: r.a" || ['echo web 2 false']
        'def shout = { String w -> w.toUpperCase() }; for (a in host.data.accounts) tool.echo shout(a.name)' || ['echo ANN 1 false', 'echo BOB 1 false']
        'def f(String a, String b) { tool.echo a + b }; f(*host.data.pair)' || ['echo xy 1 false']
        'def f(a, b) { tool.echo a + b }; def rest = host.data.list.take(1); [1].each { f("$it", *rest) }' || ['echo 1x 1 false']
        'def f(a, b) { tool.echo a + b }; f(*host.data.list.collect { tool.echo it; it * 2 })' || ['echo x 1 false', 'echo y 1 false', 'echo xxyy 1 false']
        '@interface Note { String value() default "x" }; @Note("y") class Noted {}; tool.echo "x"' || ['echo x 1 false']
        'import com.fasterxml.jackson.jr.ob.JSON; def it = JSON.std.anyFrom("[1, {}]"); tool.echo JSON.std.asString(it), times: it[0]' || ["echo '[1,{}]' 1 false"]
        'tool.echo host.data.accounts*.name*.toUpperCase()' || ['echo ANN BOB 1 false']
        'tool.echo host.data.list*.concat("!")' || ["echo 'x!' 'y!' 1 false"]
        'def sizes = host.data.list*.size(); tool.echo "x", times: sizes.sum()' || ['echo x 2 false']
        'def (String name, int count) = [host.data.name, host.data.count]; tool.echo name, times: count' || ['echo web 2 false']
        'def (String one, String two) = host.data.pair; tool.echo two + one' || ['echo yx 1 false']
        'tool.echo host.data.name.replaceAll(/[wb]/) { "<$it>" }' || ["echo '<w>e<b>' 1 false"]
        'tool.echo "a1b2".replaceAll(/[0-9]/) { "<$it>" }' || ["echo 'a<1>b<2>' 1 false"]
        "tool.echo 'x', times: host.data.port + 1" || ['echo x 8081 false']
        "tool.echo 'x', times: 1 + host.data.port * 2" || ['echo x 16161 false']
        "if (host.data.port > 80 && host.data.port < 9000) tool.echo 'high'" || ['echo high 1 false']
        "if (80 < host.data.port) tool.echo 'high'" || ['echo high 1 false']
        'String name = host.data.name; int port = host.data.port; tool.echo name, times: port' || ['echo web 8080 false']
        "tool.echo host.data['name'] + host.data.accounts[1]['name'] + '!'" || ["echo 'webbob!' 1 false"]
        'tool.echo host.data.accounts.collectEntries { [it.name, it.shell] }.keySet() as List' || ['echo ann bob 1 false']
        "tool.echo host.data.accounts.any { it.admin } ? 'some' : 'none'" || ['echo some 1 false']
        "tool.echo host.data.accounts*.name.join(',')" || ['echo ann,bob 1 false']
        'host.data.settings.each { key, value -> tool.echo "$key=$value" }' || ['echo b=2 1 false', 'echo a=1 1 false']
        'tool.echo host.data.settings.collect { k, v -> "$k:$v" }' || ['echo b:2 a:1 1 false']
        "tool.echo host.data.settings.keySet().sort().join('-')" || ['echo a-b 1 false']
        'host.data.accounts.eachWithIndex { it, i -> tool.echo it.name, times: i + 1 }' || ['echo ann 1 false', 'echo bob 2 false']
        "tool.echo host.data.accounts.inject('') { sum, it -> sum + it.name }" || ['echo annbob 1 false']
        'tool.echo host.data.accounts.collectMany { it.keys }.unique()' || ['echo k1 k2 k3 1 false']
        'tool.echo host.data.accounts.max { it.count }.name, times: host.data.accounts.sum { it.count }' || ['echo ann 3 false']
        "switch (host.data.name) { case 'db': tool.echo 'a'; break; case ~/w.*/: tool.echo 'b'; break; default: tool.echo 'c' }" || ['echo b 1 false']
        "if ('x' in host.data.list) tool.echo 'in'" || ['echo in 1 false']
        'Map<String, Object> map = [a: 1].findAll { k, v -> v > 0 }; map.b = "x"; Map<String, Object> other = map; tool.echo other.values()' || ['echo 1 x 1 false']
        'def f(Map<String, Object> map, List<CharSequence> list) { tool.echo map.values() + list }; Map<String, Integer> m = [a: 1]; f(m, ["x"].findAll { it })' || ['echo 1 x 1 false']
        'class Names { static final Map<String, List<Number>> ALL = [a: [1, 2]].asImmutable(); List<Object> some; Names(List<Object> l) { some = l } }; List<Number> l = Names.ALL.a; tool.echo new Names(l).some' || ['echo 1 2 1 false']
        'Map<String, List<Object>> f(List<String> l) { l.groupBy { it } }; Map<String, Object> g(boolean b) { b ? [a: 1] : [a: "x"] }; tool.echo f(["x"]).x, times: g(true).a' || ['echo x 1 false']
        'List<Object> l = [1].collect { it + 1 }; l << "x"; l.add(2.5); List<String> names = [host.data.name, 1].findAll { it == "web" }; tool.echo l + names' || ['echo 2 x 2.5 web 1 false']
        "def people = [[name: 'b', age: 3], [name: 'a', age: 3], [name: 'c', age: 1]]; tool.echo people.sort { a, b -> b.age <=> a.age ?: a.name <=> b.name }*.name" || ['echo a b c 1 false']
        "def s = [name: 'a', port: 80]; if (s.port > 79 && 81 > s.port && s.name < 'b' && s.port <= 80) tool.echo 'x'; for (p in [[n: 1, m: 'x']]) if (p.n >= 1) tool.echo p.m" || ['echo x 1 false', 'echo x 1 false']
        "Map one = host.data.settings; def two = once { [a: 1] }; tool.echo 'x', times: one.get('z', 2) + two.get('b', 3) + two.get('a', 9)" || ['echo x 6 false']
        "static int size(Map<String, Integer> sizes) { sizes.get('c', 4) }; Map<String, Integer> own = [a: 1]; own.get('b', 2); tool.echo own.keySet(), times: size([b: 1].asImmutable())" || ['echo a b 4 false']
        'int twice(int n) { n * 2 }; List<String> both(String a) { [a, a] }; tool.echo both(host.data.name)*.toUpperCase(), times: twice(host.data.count) + 1' || ['echo WEB WEB 5 false']
        'static <V> V same(V v) { v }; class A { def f(int n) { n } ; String f(String s) { s } }; tool.echo same(host.data.name).size() + new A().f(host.data.name), times: new A().f(host.data.count)' || ['echo 3web 2 false']
        "if ('z' !in host.data.list && 'a' in host.data.settings) tool.echo 'in'" || ['echo in 1 false']
        'tool.shell host.data.command' || ["'say hi; rm'"]
        'tool.shell "rm ${host.data.dir}/x"' || ["rm '/srv/a b'/x"]
        'tool.shell(["ls", host.data.dir, host.data.list])' || ["ls '/srv/a b' x y"]
        'def map = [a: host.data.name, b: [host.data.port]]; tool.echo map.a, extra: [k: map.b[0]]' || ['echo web 1 false k=8080']
        'def helper(String who, int n) { tool.echo who, times: n }; helper(host.data.name, host.data.count)' || ['echo web 2 false']
        'for (int i = 0; i < host.data.count; i++) tool.echo "$i"' || ['echo 0 1 false', 'echo 1 1 false']
        '(1..host.data.count).each { tool.echo "n$it" }' || ['echo n1 1 false', 'echo n2 1 false']
        'host.data.count.times { tool.echo "t$it" }' || ['echo t0 1 false', 'echo t1 1 false']
        'def names = []; host.data.accounts.each { names << it.name }; tool.echo names' || ['echo ann bob 1 false']
        "tool.echo 'x', mode: host.data.mode, times: host.data.text" || ['echo x 12 false 0644']
        "tool.copy host.data.dir, '/b'" || ["cp '/srv/a b' /b"]
        'def release(version) { tool.echo version.toString() }; release host.data.port' || ['echo 8080 1 false']
        'def count = 0; for (a in host.data.accounts) { count += a.count }; tool.echo "c$count"' || ['echo c3 1 false']
        'boolean admin = host.data.admin; tool.echo "x", loud: admin' || ['echo x 1 true']
        'def x = once { [a: [1, 2], c: host.name] }; tool.echo x.a + x.c' || ['echo 1 2 web1 1 false']
        'tool.echo "x", "time${"s"}": 3' || ['echo x 3 false']
        'def n = host.data.count; n++; ++n; n--; tool.echo "$n ${n++} ${--n}"' || ["echo '3 3 3' 1 false"]
        'int sum = 0; for (n in host.data.accounts*.count) { n++; sum += n }; tool.echo "$sum"' || ['echo 5 1 false']
        'def n = host.data.count; host.data.list.each { n++ }; tool.echo "$n ${-n} ${+n} ${~n} ${n >> 1} ${n ^ 1}"' || ["echo '4 -4 4 -5 2 5' 1 false"]
        "def map = [a: [1, 2], b: [c: 3], d: 'x']; map.a[0] = 5; map.a[1]++; map.b['c'] += 2; map.b.c--; --map.a[0]; tool.echo map.a + map.b.c" || ['echo 4 3 4 1 false']
        'def counts = [:]; for (a in host.data.accounts) { counts[a.shell] = 0; counts[a.shell]++; counts[a.shell] += a.count }; tool.echo counts.values() as List' || ['echo 3 2 1 false']
        'List list = []; list[1] = 1; list[1]++; list[1] -= 5; list[1] *= 2; list[1] **= 2; tool.echo "${list[1]}"' || ['echo 36 1 false']
        "def map = [a: [1, 2]]; map.a[tool.echo('key').changed ? 0 : 1] += tool.echo('value').changed ? 5 : 6; tool.echo map.a" || ['echo key 1 false', 'echo value 1 false', 'echo 1 8 1 false']
        "def map = [:]; map['a'] ?= host.data.count; map['a'] ?= 9; List list = [1]; list[0] ?= 4; list[1] ?= 7; tool.echo list, times: map.a" || ['echo 1 7 2 false']
        'Object[] array = [1, 2]; array[0]++; array[1] += 5; int[] ints = [1, 2]; ints[1]++; ints[0] -= 1; tool.echo array.toList(), note: "${ints.toList()}"' || ["echo 2 7 1 false '[0, 3]'"]
        "def map = [:]; map.a = 1; map.a++; map.a += 2; def set = [host.data.count] as Set; set += 5; set -= 2; tool.echo set.toList(), note: map.a" || ['echo 5 1 false 4']
        "String text = host.data.text; text += 'x'; text *= 2; text++; Integer n = 1; n++; n += 6; long l = 1; l <<= 3; tool.echo text, note: n + l" || ['echo 12x12y 1 false 16']
        "tool.echo(['a'] + host.data.list + host.data.name)" || ['echo a x y web 1 false']
        "tool.echo(['x', 'y', 'z', 'web'] - host.data.list - host.data.name)" || ['echo z 1 false']
        "def all = ['a']; all += host.data.list; all << host.data.name; all -= host.data.pair; all.add(host.data.text); all.addAll(host.data.list); tool.echo all" || ['echo a web 12 x y 1 false']
        "def all = []; all.addAll(host.data.list); all.addAll(host.data.name, 'b'); all.removeAll(host.data.pair); tool.echo all" || ['echo web b 1 false']
        "List<String> all = ['a']; all += host.data.list; all[0] = host.data.name; Set set = ['q'] as Set; set += host.data.list; tool.echo all + set.toList()" || ['echo web x y q x y 1 false']
        "Object[] array = [1]; def map = [a: 1] + [b: 'x']; map << [c: host.data.count]; map += [d: 2.5]; tool.echo array.toList() + [3] + ['s'] + map.values()" || ['echo 1 3 s 1 x 2 2.5 1 false']
        "def at = 0; def map = [a: [1, 2], b: 'x']; map.a[at++] += 5; map.a[at++]--; tool.echo map.a, times: at" || ['echo 6 1 2 false']
        "def map = [ports: [80], opts: [a: 1], n: 2.5]; map.ports[0]++; map.opts.a += map.ports[0]; map.n++; tool.echo map.opts.a, note: map.n" || ['echo 82 1 false 3.5']
        "for (each in [1, 'a', [2]]) { tool.echo each }; tool.echo([1, 'a', [2]][2][0] + 1)" || ['echo 1 1 false', 'echo a 1 false', 'echo 2 1 false', 'echo 3 1 false']
        'for (String key in host.data.accounts[0].keys) tool.echo key' || ['echo k1 1 false', 'echo k2 1 false']
    }
}
