package groovyinfra.compile

class TypoSpec extends ProgramSpecification {

    def 'what cannot be meant is a problem at its column, with what was meant: #program'() {
        expect:
        compileProblems(program) == [expected]

        where:
        program                                                        || expected
        "tool.ecko 'x'"                                                || "1:6 Operation is unknown. Did you mean 'echo'?"
        "tol.echo 'x'"                                                 || "1:1 Name is unknown. Did you mean 'tool'?"
        "tool.echo 'x', tims: 2"                                       || "1:16 Option is unknown. Did you mean 'times'?"
        "tool.echo 'x', retires: 3"                                    || "1:16 Option is unknown. Did you mean 'retries'?"
        "options(sudi: true) { }"                                      || "1:9 Option is unknown. Did you mean 'sudo'?"
        "tool.echo 'x', times: 'two'"                                  || '1:23 Value has the wrong type. Write a number, without quotes'
        "tool.echo 'x', loud: 'yes'"                                   || '1:22 Value has the wrong type. Write true or false, without quotes'
        "tool.echo 'x', mode: 0644"                                    || "1:22 Value has the wrong type. Write it in quotes: '0644'"
        "tool.echo 'x', mode: 644"                                     || "1:22 Value has the wrong type. Write it in quotes: '0644'"
        "tool.echo 'x', mode: 'rw-r--r--'"                             || "1:22 Value has the wrong type. Write three or four octal digits, such as '0644'"
        "tool.echo 'x', mode: 0o755"                                   || "1:22 Syntax error. Write '0755'"
        "tool.echo('x', mode: 0o755)"                                  || "1:22 Syntax error. Write '0755'"
        "def mode = 0O600\ntool.echo '0o600', mode: mode"              || "1:12 Syntax error. Write '0600'"
        "tool.echo '0o600', mde: 1"                                    || "1:20 Option is unknown. Did you mean 'mode'?"
        "tool.echo(note='x')"                                          || '1:11 Name is unknown. Write note: for a named option'
        "tool.echo 'x', loud: True"                                    || '1:22 Name is unknown. Write true'
        "tool.echo 'x', times: None"                                   || '1:23 Name is unknown. Write null'
        'tool.echo f"hello {host.name}"'                               || '1:11 Syntax error. Write ".." with ${..}'
        '# greets\ntool.echo "x"'                                      || '1:1 Syntax error. Write // for #'
        'if host.name == "a" {\n  tool.reload()\n}'                    || '1:1 Syntax error. Write if (..) { .. }'
        'if (true) {\n  for h in [1] { println h }\n}'                  || '2:3 Syntax error. Write for (..) { .. }'
        'elif (host.data.x) { }'                                       || '1:1 Operation is unknown. Write else if (..) { .. }'
        'let x = 6'                                                    || '1:1 Syntax error. Write def'
        'tool.shell "echo $HOME"'                                      || '1:19 Name is unknown. Write \\$HOME for a variable of the shell, or take single quotes'
        'tool.shell "echo ${PATH}"'                                    || '1:20 Name is unknown. Write \\$PATH for a variable of the shell, or take single quotes'
        "tool.shell 'true', env: {A: 'b'}"                             || '1:25 Syntax error. Write [A: ..]'
        "tool.shell 'true', become: true"                              || "1:20 Option is unknown. Did you mean 'sudo'?"
        "tool.shell 'true', register: 'it'"                            || '1:20 Option is unknown. Take what the call gives: def result = ..'
        "when(host.inGroup('web')) { tool.reload() }"                  || '1:1 Operation is unknown. Write if (..) { .. }, or when: in a call'
        'reload()'                                                     || '1:1 Operation is unknown. Did you mean tool.reload?'
        'tool.shell """\n  # if ${nmae}\n  """'                         || '2:10 Name is unknown. Declare it with def, or put a library into lib/'
        "tool.echo 'x', within: 30"                                    || '1:24 Value has the wrong type. Write a duration such as 30.s or 5.min'
        "tool.echo 'x', timeout: '30'.length()"                        || '1:25 Value has the wrong type. Write a duration such as 30.s or 5.min'
        "tool.echo 'x', sudo: 3"                                       || '1:22 Value has the wrong type. Write true, or the name of a user in quotes'
        "tool.echo 'x', extra: 3"                                      || '1:23 Value has the wrong type. Write a map: [name: value]'
        "tool.echo 'x', changedIf: 'yes'"                              || '1:27 Value has the wrong type. Write a closure such as { it.exitCode == 0 }'
        "tool.echo 'x', changedIf: { it.stdut.empty }"                 || "1:32 Property is unknown. Did you mean 'stdout'?"
        "tool.echo 'x', failedIf: { it.stdout.emtpy }"                 || "1:38 Property is unknown. Did you mean 'empty'?"
        "tool.echo 'x', retryUntil: { r -> r.exitcode == 0 }"          || "1:37 Property is unknown. Did you mean 'exitCode'?"
        "tool.echo 'x', failedIf: { it.stderr.contians('x') }"         || "1:38 Method is unknown. Did you mean 'contains'?"
        "options(changedIf: { it.stdot }) { tool.reload() }"           || "1:25 Property is unknown. Did you mean 'stdout'?"
        "tool.echo 'x', changedIf: { a, b -> true }"                   || '1:29 Closure takes something else. Write a closure such as { it.exitCode == 0 }'
        "tool.echo 'x', failedIf: { String s -> true }"                || '1:28 Closure takes something else. Write a closure such as { it.exitCode == 0 }'
        "tool.echo(words: 'x', times: [1])"                            || '1:30 Value has the wrong type. Write a number, without quotes'
        'tool.echo times: 2'                                           || '1:6 Argument is missing. Give words'
        "tool.echo 'x',\n  times: 2\n  loud: true"                      || '3:9 Option belongs to no call. End the line before it with a comma'
        "def m = tool.&ecko"                                           || "1:15 Operation is unknown. Did you mean 'echo'?"
        "def m = 'abc'.&toUperCase"                                    || "1:16 Method is unknown. Did you mean 'toUpperCase'?"
        "println Integer.parseIn('3')"                                 || "1:17 Method is unknown. Did you mean 'parseInt'?"
        'tool.echo "a $(date)"'                                        || '1:14 Syntax error. Write \\$ for the sign itself, or take single quotes'
        'tool.echo "cost 5$"'                                          || '1:18 Syntax error. Write \\$ for the sign itself, or take single quotes'
        "tool.copy '/a'"                                               || '1:6 Argument is missing. Give to'
        "tool.copy '/a', '/b', '/c'"                                   || '1:6 Too many arguments. Write tool.copy(from, to, option: value)'
        "tool.echo 'x', tags: ['a']"                                   || '1:16 Option is not available yet. Leave it out'
        'def c = "rm ${host.name}".toString(); tool.shell c'           || '1:50 Text where a command is wanted. Write it in place, as a list of words, or raw(..) if it is shell syntax'
        'tool.shell "rm \'${host.name}\'"'                             || '1:19 Value inside quotes. Drop the quotes around the value'
        'tool.shell "cat <<EOF\\n${host.name}\\nEOF\\n"'                 || '1:26 Value in a here-document. Give the text to the command by stdin:, or to files.file by content:'
        'tool.shell "cat <<-\\"E F\\" <<B\\na\\n\\tE F\\n${host.name}\\nB"' || '1:45 Value in a here-document. Give the text to the command by stdin:, or to files.file by content:'
        'tool.shell "echo a\\\\${host.name}"'                           || '1:23 Value behind a backslash. Drop the backslash'
        'tool.shell "a " + "echo \\"${host.name}"'                     || '1:29 Value inside quotes. Drop the quotes around the value'
        "tool.echo 'x', times: 2, times: 3"                            || '1:26 Name is given twice. Leave one of them out'
        "tool.echo('x', times: 2, 'times': 3)"                         || '1:26 Name is given twice. Leave one of them out'
        "tool.echo 'x', extra: [a: '1', b: '2', a: '3']"               || '1:40 Name is given twice. Leave one of them out'
        "options(retries: 1, retries: 2) { tool.reload() }"            || '1:21 Name is given twice. Leave one of them out'
        "class A { }"                                                  || '1:1 File has no statements. Put it into lib/A.groovy, and write statements here'
        "\nimport java.time.Instant\ninterface A { }\nclass B { }"     || '3:1 File has no statements. Put it into lib/A.groovy, and write statements here'
        "def main() { println 1 }"                                     || '1:1 File has no statements. Write what is in it without a method around it'
        "@Param int n = 1\nstatic void main(String[] a) { }"           || '2:1 File has no statements. Write what is in it without a method around it'
        "tool.echo ['x']"                                              || '1:6 Operation needs parentheses. Write tool.echo(..)'
        "List<Integer> ports = ['a'].findAll { it }"                    || '1:23 Program is not correct. Correct the line'
        "def f(Map<String, Integer> m) { m }; f([a: 'x'].findAll { it })" || '1:38 Program is not correct. Correct the line'
        'class T { String name }; List<T> all(String n) { [] }; for (t in all(host.data.x)) println t.nme' || "1:94 Property is unknown. Did you mean 'name'?"
        'host.nmae'                                                    || "1:6 Property is unknown. Did you mean 'name'?"
        "host.inGruop('web')"                                          || "1:6 Method is unknown. Did you mean 'inGroup'?"
        "mesage 'x'"                                                   || "1:1 Operation is unknown. Did you mean 'message'?"
        'sudoo { tool.reload() }'                                      || "1:1 Operation is unknown. Did you mean 'sudo'?"
        "def helper(n) { n }; hepler(3)"                               || "1:22 Operation is unknown. Did you mean 'helper'?"
        "@Param String version = '1'\nprintln versoin"                 || "2:9 Name is unknown. Did you mean 'version'?"
        'int count = 3; println coumt'                                 || "1:24 Name is unknown. Did you mean 'count'?"
        'def tok = 5\ndef show() { println tok }\nshow()'                 || '2:22 Not to be reached from here. Give it as an argument, or declare it with @Param or @groovy.transform.Field'
        'if (true) { def tok = 5 }\nprintln tok'                        || '2:9 Not to be reached from here. Declare it before, outside of the block'
        'println fact(OsRelease).idd'                                  || "1:25 Property is unknown. Did you mean 'id'?"
        "println fact(PathInfo, 'a').exists"                           || '1:29 Property is unknown. It has present, file, directory, link, end, path, type, mode, owner, group, uid, gid, size, modified, checksum, target, leadsTo, orphan'
        "println fact(PathInfo, 'a').exists()"                         || '1:29 Method is unknown. It has present, file, directory, link, end, path, type, mode, owner, group, uid, gid, size, modified, checksum, target, leadsTo, orphan'
        'class A { int b }\nprintln new A().xyz'                       || '2:17 Property is unknown. It has b'
        'try { println "a" } catch (CommandFailed e) { }'              || '1:28 Class is unknown. Catch OperationFailed: a failed call throws that'
        'try { println "a" } catch (IOException | Foo e) { }'          || '1:42 Class is unknown. Catch OperationFailed: a failed call throws that'
        'try { println "a" } catch (OperationFail e) { }'              || "1:28 Class is unknown. Did you mean 'OperationFailed'?"
        'println fact(OsRelese)'                                       || "1:14 Name is unknown. Did you mean 'OsRelease'?"
        "println fact(CommandPath)"                                    || '1:14 Fact has other arguments. Give 1 after the name of the fact'
        "println fact(OsRelease, 'x')"                                 || '1:14 Fact has other arguments. Leave them out'
        'leave()'                                                      || '1:1 Arguments do not fit. Write leave(reason)'
        "publish 'x'"                                                  || '1:1 Arguments do not fit. Write publish(name, value)'
        "fact('OsRelease')"                                            || '1:1 Arguments do not fit. Write fact(fact)'
        "host.hasGroup('web')"                                         || '1:6 Method is unknown. It has address, data, groups, name, inGroup, published'
        'Thread.sleep(100)'                                            || '1:1 Sleeping stops nothing in order. Use pause 30.s, or waitFor'
        'println tool.release'                                         || '1:14 Operation needs parentheses. Write tool.release(..)'
        '@Operation void x() { }\nx()'                                 || '1:1 Operation outside a library. Put it into a class of lib/ that extends Library'
        "@Param String[] a = ['x']"                                    || '1:17 Parameter of this type cannot be set. Write List<String>'
        '@Param int[] a = [1]'                                         || '1:14 Parameter of this type cannot be set. Write List<Integer>'
        "@Param char a = 'x'"                                          || '1:13 Parameter of this type cannot be set. Declare it as String, boolean, int, long, BigDecimal, Duration, Path, Mode, Secret or an enum, or as a List, Set or Map of them'
        '@Param Range a = 1..3'                                        || '1:14 Parameter of this type cannot be set. Declare it as String, boolean, int, long, BigDecimal, Duration, Path, Mode, Secret or an enum, or as a List, Set or Map of them'
        "'abc'.toUperCase()"                                           || "1:7 Method is unknown. Did you mean 'toUpperCase'?"
        "int n = 'text'"                                               || '1:9 Value has the wrong type. Give an int'
        "Strng s = 'x'"                                                || "1:1 Class is unknown. Did you mean 'String'?"
        "def tool = 3"                                                 || '1:5 Name shadows a library. Choose another name'
        "[1].each { tool -> println 'x' }"                             || '1:12 Name shadows a library. Choose another name'
        "@Param int n = 1\n@Param int n = 2"                           || '2:12 Parameter declared twice. Remove one of them'
        "@Param String tool = 'x'\ntool.reload()"                      || '1:15 Name shadows a library. Choose another name'
        "@Param String host = 'x'\nprintln host.name"                  || '1:15 Name shadows a statement. Choose another name'
        "@Param int n = 'x'"                                           || '1:16 Value has the wrong type. Write a number, without quotes'
        "@Param List<Integer> n = [1, 'x']"                            || '1:30 Value has the wrong type. Write a number, without quotes'
        "@Param Boolean n = host.name.size()"                          || '1:20 Value has the wrong type. Write true or false, without quotes'
        "@Param Strng n"                                               || "1:8 Class is unknown. Did you mean 'String'?"
        "def f() {\n  @Param int n = 1\n}"                             || '2:14 Parameter in the wrong place. Declare it in the deploy file, outside of methods and blocks'
        "if (true) {\n  @Param int n = 1\n}"                           || '2:14 Parameter in the wrong place. Declare it in the deploy file, outside of methods and blocks'
        "def tool = 3\ntool.echo 'x', tims: 2"                         || '1:5 Name shadows a library. Choose another name'
        "String tool = 'x'\ntool.echo()\ntool.shell 'x'"               || '1:8 Name shadows a library. Choose another name'
        "for (tool in ['x']) { tool.echo 'x' }"                        || '1:6 Name shadows a library. Choose another name'
        "for (String tool in ['x']) { tool.echo 'x' }"                 || '1:13 Name shadows a library. Choose another name'
        "def f(String tool) { tool.echo 'x' }"                         || '1:7 Name shadows a library. Choose another name'
        "tool.echo 'x', timeout: -3.s"                                 || "1:25 Value is too small. Give 'timeout' a larger value"
        "tool.echo 'x', timeout: 0.s"                                  || "1:25 Value is too small. Give 'timeout' a larger value"
        "tool.echo 'x', within: 1.dya"                                 || "1:26 Property is unknown. Did you mean 'day'?"
        "tool.echo 'x', within: 3.mni"                                 || "1:26 Property is unknown. Did you mean 'min'?"
        "tool.echo 'x', within: 500.years"                             || '1:28 Property is unknown. It has day, days, h, min, ms, s'
        'leave'                                                        || '1:1 Call has no arguments. Write leave(..)'
        'println message'                                              || '1:9 Call has no arguments. Write message(..)'
        'tool.release 1, 2'                                            || '1:6 Arguments do not fit. Write tool.release(version)'
        "tool.release '1', x: 3"                                       || '1:6 Arguments do not fit. Write tool.release(version)'
        'def f(int n) { n }\nf()'                                      || '2:1 Arguments do not fit. Write f(n)'
        'import groovy.jsn.JsonOutput\nprintln 1'                      || '1:8 Class is unknown. Correct the name, or put its library into lib/'
        'tool.shell null'                                              || '1:12 Value is missing. Give it a value'
        'tool.copy "a", null'                                          || '1:16 Value is missing. Give it a value'
        'sudo(3) { tool.reload() }'                                    || '1:6 Value has the wrong type. Write true, or the name of a user in quotes'
        "println secret(envv: 'X')"                                    || "1:16 Source of a secret is unknown. Did you mean 'env'?"
        "println secret(env: 'X', file: 'y')"                          || '1:26 Secret needs one source. Leave all but one out'
        "println fact(CommandPath, 3)"                                 || "1:27 Value has the wrong type. Write it in quotes: '3'"
        "tool.echo 'x', name: 3"                                       || "1:22 Value has the wrong type. Write it in quotes: '3'"
        "tool.echo 'x', chdir: true"                                   || "1:23 Value has the wrong type. Write it in quotes: 'true'"
        "tool.echo 'x', parallel: 2, serial: true"                     || '1:29 Options say different things. Leave one of them out'
        "include 'lib/Tol.groovy'"                                     || '1:9 Included file is missing. Name a file beside this one'
        'include "x${1}.groovy"'                                       || "1:1 Included file must be literal. Write include 'file.groovy'"
        'sleep 1000'                                                   || '1:1 Sleeping stops nothing in order. Use pause 30.s, or waitFor'
        "'uptime'.execute()"                                           || '1:10 Commands run through operations. Use server.shell, inside local { } for the controller'
        "def c = 'ls'; c.execute()"                                    || '1:17 Commands run through operations. Use server.shell, inside local { } for the controller'
        'new Thread({ }).start()'                                      || '1:1 Thread cannot be used here. Leave it out: each host has a thread of its own'
        'System.exit(1)'                                               || "1:1 The run does not end here. Use leave('reason') or fail('reason')"
        'class A { static int count }; println 1'                      || '1:11 Variable is shared by all hosts. Make it final, or use publish for values across hosts'
        "@Grab('a:b:1') import java.util.List"                         || '1:1 Downloads are not possible here. Put the library into lib/'
        'rolling(batches: 1) { }'                                      || '1:1 Not available yet. Leave it out'
        '[1].eachParallel { }'                                         || '1:5 Not available yet. Leave it out'
        "tool.login 'me', 'x', 'y'"                                    || '1:6 Too many arguments. Write tool.login(user, password, option: value)'
        "tool.echo([secret(env: 'A')])"                                || '1:12 Secret where it would be seen. Pass the secret as content or standard input'
        "tool.echo('x'"                                                || '1:10 Syntax error. Correct the line'
        "if (true) {\n  tool.echo 'x'\n"                                || '1:11 Syntax error. Write } where it ends'
        'def a = "x $host.name\nprintln a'                             || '1:9 Syntax error. Close it with "'
        "def a = 'x\nprintln a"                                        || "1:9 Syntax error. Close it with '"
        'println """\n  x $host.name\nprintln 1\n'                     || '1:9 Syntax error. Close it with """'
        "println '''\n  x\nprintln 'a'\n"                              || "1:9 Syntax error. Close it with '''"
        'def f(a) {\n  println a\n\ndef g(b) {\n  b\n}\nf 1'           || '1:10 Syntax error. Write } where it ends'
        'class A {\n  def f(a) {\n    if (a) {\n      a\n  }\n\n  def g(b) {\n    "${b.size()} }"\n  }\n}\nprintln 1' || '3:12 Syntax error. Write } where it ends'
        'class A {\n  def f(a) {\n    a =~ /{"/ // {\n\n  def g(b) {\n    b\n  }\n}\nprintln 1' || '2:12 Syntax error. Write } where it ends'
        'class A {\n  def f(a) {\n    """\n    $a\n  }\n\n  def g(b) { b }\n}\nprintln 1' || '3:5 Syntax error. Close it with """'
        "tool.echo 'x', successCodes: ['one']"                         || '1:31 Value has the wrong type. Write a number, without quotes'
        "tool.echo 'x', successCodes: 'one'"                           || '1:30 Value has the wrong type. Write a number, without quotes'
        "tool.echo 'x', parallel: 0"                                   || "1:26 Value is too small. Give 'parallel' a larger value"
        "options(retries: -1) { tool.reload() }"                       || "1:18 Value is too small. Give 'retries' a larger value"
        "tool.echo 'x', su: 3"                                         || '1:20 Value has the wrong type. Write true, or the name of a user in quotes'
        'import groovy.json.JsonSlurper\ntool.reload()'                || '1:8 Class is unknown. Import com.fasterxml.jackson.jr.ob.JSON: JSON.std.anyFrom(text), JSON.std.asString(value)'
        'println groovy.json.JsonOutput.toJson([a: 1])'                || '1:9 Class is unknown. Import com.fasterxml.jackson.jr.ob.JSON: JSON.std.anyFrom(text), JSON.std.asString(value)'
        "@Param(desc = 'x') String s = 'x'"                            || "1:15 Option is unknown. Did you mean 'description'?"
        'def f(a) { a }; tool.echo([1].collect(this::f))'              || '1:39 Program is not correct. Write .& in place of ::'
        'def m = [a: [1], b: 2]; m.a[0] ?= 3'                          || '1:25 Assignment is too short. Write it out, with = and all of the right side'
        'Runtime.runtime.exec "ls"'                                    || '1:1 Runtime cannot be used here. Use server.shell, inside local { } for the controller'
        'def words = 1; for (words in ["a"]) { tool.echo words }'       || '1:16 Name is declared twice. Give one of them another name'
        'def a = 1; [1].each { a -> tool.echo a }'                      || '1:21 Name is declared twice. Give one of them another name'
        'import static java.lang.System.exit; exit(0)'                 || "1:38 The run does not end here. Use leave('reason') or fail('reason')"
        'import static java.lang.System.exit as stop; [1].each { stop it }' || "1:57 The run does not end here. Use leave('reason') or fail('reason')"
        'def x = System; x.exit(3)'                                    || "1:19 The run does not end here. Use leave('reason') or fail('reason')"
        '[1].each(System.&exit)'                                       || "1:18 The run does not end here. Use leave('reason') or fail('reason')"
        'import java.lang.Thread as T; T.sleep(3)'                     || '1:33 Sleeping stops nothing in order. Use pause 30.s, or waitFor'
        'this.sleep(3)'                                                || '1:6 Sleeping stops nothing in order. Use pause 30.s, or waitFor'
        'java.util.concurrent.TimeUnit.SECONDS.sleep(1)'               || '1:39 Sleeping stops nothing in order. Use pause 30.s, or waitFor'
        "def f = 'ls'.&execute; f()"                                   || '1:15 Commands run through operations. Use server.shell, inside local { } for the controller'
        'new Timer()'                                                  || '1:1 Timer cannot be used here. Leave it out: each host has a thread of its own'
        'java.lang.Thread.sleep 10'                                    || '1:11 Thread cannot be used here. Leave it out: each host has a thread of its own'
        'java.util.concurrent.Executors.newCachedThreadPool()'         || '1:22 Executors cannot be used here. Leave it out: each host has a thread of its own'
        '[1].parallelStream().forEach { tool.reload() }'               || '1:5 parallelStream cannot be used here. Use stream(), or each'
        'System.out.println "x"'                                        || '1:8 System.out cannot be used here. Use println'
        'call { System.err.println "x" }'                              || '1:15 System.err cannot be used here. Use println'
        'java.lang.System.out << "x"'                                  || '1:18 System.out cannot be used here. Use println'
        'import groovy.transform.Field\n@Field static int count = 0'   || '2:19 Variable is shared by all hosts. Make it final, or use publish for values across hosts'
        "class A { def x() { tool.echo 'x' } }; println 1"             || '1:21 Not to be reached from here. Write class A extends Library, in lib/A.groovy'
        "class A { def x() { fact(OsRelease) } }; println 1"           || '1:21 Not to be reached from here. Write class A extends Library, in lib/A.groovy'
    }

    def 'more than Java takes as one method is a problem of the place where that begins: #what'() {
        expect:
        compileProblems(program(many)) == ["$line:1 Too many statements. Move parts of it into methods, or into files that are included"]

        where:
        what       | line | program
        'a file'   | 1    | { it }
        'a method' | 3    | { "tool.reload()\n\ndef all() {\n$it}\nall()" }
        'a block'  | 1    | { "sudo {\n$it}" }
        many = 'tool.echo "a ${host.name}", note: "b ${host.name}", times: 2\n' * 700
    }

    def 'a static that could be changed is a problem: #declaration'() {
        expect:
        compileProblems("import groovy.transform.Field\n$declaration\nprintln 1") ==
                ["2:$column Variable is shared by all hosts. Add .asImmutable(), or use publish for values across hosts"]

        where:
        declaration                                                     || column
        '@Field static final List SEEN = []'                            || 26
        '@Field static final SEEN = [:]'                                || 21
        'class A { static final Map M = [:] }'                          || 11
        'class A { static final def M = new HashMap<String, Integer>() }' || 11
        'class A { static final List<String> L = new ArrayList<>() }'   || 11
        'class A { static final L = [1] as Set }'                       || 11
        'class A { static final int[] L = [1] }'                        || 11
        'class A { static final L = new StringBuilder() }'              || 11
        'class A { static final N = new java.util.concurrent.atomic.AtomicInteger() }' || 11
        'interface A { List L = [] }'                                   || 15
    }

    def 'a static that stays what it is: #declaration'() {
        expect:
        compileProblems("import groovy.transform.Field\n$declaration\nprintln 1") == []

        where:
        declaration << [
            "@Field static final String NAME = 'x'",
            '@Field static final int COUNT = 3 * 4',
            '@Field static final P = ~/x/',
            '@Field static final Duration T = 3.s',
            '@Field static final List<Integer> L = [1, 2].asImmutable()',
            'class A { static final Map M = Map.of("a", 1) }',
            'class A { static final Mode M = Mode.of("0644") }',
            'enum E { ONE, TWO }',
            'record Point(int x) { static final Point NONE = new Point(0) }',
            'class A { List all = [] }',
        ]
    }

    def 'all problems of all files are found in one go'() {
        expect:
        compileProblems('''
            tool.ecko 'x'
            Strng s = 'x'
            sleep 10
            include 'more.groovy'
            tool.echo 'x', tims: 2
            tool.echo 'x', times: 2, times: 'two'
            ''') == [
            "2:6 Operation is unknown. Did you mean 'echo'?",
            "3:1 Class is unknown. Did you mean 'String'?",
            '4:1 Sleeping stops nothing in order. Use pause 30.s, or waitFor',
            "5:9 Included file is missing. Name a file beside this one",
            "6:16 Option is unknown. Did you mean 'times'?",
            '7:26 Name is given twice. Leave one of them out',
            '7:33 Value has the wrong type. Write a number, without quotes',
        ]
    }

    def 'a name that is declared twice does not hide the rest'() {
        expect:
        compileProblems('''
            def words = 3
            tool.ecko 'x'
            for (words in ['a']) { tool.echo words, tims: 2 }
            def words = 'y'
            tool.echo wrds
            ''') == [
            "3:6 Operation is unknown. Did you mean 'echo'?",
            '4:1 Name is declared twice. Give one of them another name',
            "4:41 Option is unknown. Did you mean 'times'?",
            '5:5 Name is declared twice. Give one of them another name',
            "6:11 Name is unknown. Did you mean 'words'?"]
    }

    def 'all syntax errors of all files are found in one go'() {
        given:
        file 'more.groovy', """\
            tool.echo 'x' times: 2
            tool.echo 'x'
            """

        expect:
        problems {
            load("""\
                include 'more.groovy'
                tool.echo 'x' times: 2
                tool.echo 'fine'
                if host.name == 'a' {
                    tool.echo 'in (it)',, times: 2
                }
                def = 3
                tool.echo 'fine'
                """.stripIndent())
        }.collect { "${it.where().position().get().line()} ${it.summary()}".toString() } ==
            ['2 Syntax error', '4 Syntax error', '5 Syntax error', '7 Syntax error', '1 Syntax error']
    }

    def 'what follows from a syntax error is no error of its own: #what'() {
        expect:
        compileProblems(program).size() == 1

        where:
        what                      | program
        'a bracket is open'       | "tool.echo('x'\ntool.echo 'y'\ntool.echo 'z'\n"
        'a quote is open'         | "tool.echo 'x\ntool.echo 'y'\ntool.echo 'z'\n"
        'a brace is missing'      | "if (true)) {\n  tool.echo 'x'\n}\ntool.echo 'y'\n"
        'a brace is one too many' | "tool.echo 'x'\n}\ntool.echo 'y'\n"
        'an operator has no end'  | "def x = 1 +\n\ntool.echo 'y' tool.echo 'z'\n"
        'the end is missing'      | "if (true) {\n  tool.echo 'x'\n\n"
        'a try has no catch'      | "try {\n  tool.echo 'x'\n}\ntool.echo 'y'\n"
    }

    def 'the parser says nothing past the problems: #program'() {
        given:
        def before = System.err
        def said = new ByteArrayOutputStream()
        System.err = new PrintStream(said)

        when:
        compileProblems(program)

        then:
        said.toString() == ''

        cleanup:
        System.err = before

        where:
        program << ['def a = "x $host.name\nprintln a', 'tool.echo "a $(date)"']
    }

    def 'a class that extends an unknown one is one problem, with what was meant: #declared'() {
        given:
        file 'lib/Auditing.groovy', 'trait Auditing {\n    def audit(String what) { what }\n}\n'
        file 'lib/Base.groovy', "abstract class Base extends Library {\n    String auditName() { 'x' }\n}\n"
        file 'lib/Ledger.groovy', "class Ledger $declared {\n    def book(String x) { audit(x) }\n    def names() { auditName() }\n}\n"

        expect:
        problems { load("ledger.audit 'x'\nprintln ledger.auditName()") }*.attempt() == [attempt]

        where:
        declared                           || attempt
        'extends Base implements Auditting' || "Did you mean 'Auditing'?"
        'extends Bse implements Auditing'  || "Did you mean 'Base'?"
    }

    def 'a class of the same file may be what was meant'() {
        expect:
        compileProblems('class Service { }\nList<Servce> all = []\nprintln all') == ["2:6 Class is unknown. Did you mean 'Service'?"]
    }

    def 'a problem shows the line, and a caret below the column'() {
        when:
        def problem = problems { load("def x = 1\n  tool.echo 'x', tims: 2") }[0]

        then:
        problem.detail() == """\
            tool.echo has no option 'tims'
              tool.echo 'x', tims: 2
                             ^""".stripIndent()
        problem.where().position().get().toString() == "${folder}/deploy.groovy:2:18"
    }

    def 'a problem speaks of types in the words of the documentation: #program'() {
        expect:
        problems { load(program) }[0].detail().readLines()[0] == detail

        where:
        program                                   || detail
        "tool.echo 'x', content: 3"               || "'content' of tool.echo wants text or a secret, not a number"
        "tool.echo 'x', within: 30"               || "'within' of tool.echo wants a time such as 30.s, not a number"
        "tool.echo 'x', extra: 3"                 || "'extra' of tool.echo wants a map, not a number"
        "tool.login 'x', 3"                       || "'password' of tool.login wants a secret, not a number"
        "List<String> all = 'a'"                  || 'a String is no List<String>'
        'def f(Map<String, Mode> all) { int n = all }' || 'a Map<String, Mode> is no int'
        'println groovy.json.JsonOutput.toJson([a: 1])' || "there is no class 'groovy.json.JsonOutput'"
        "@Param(description = 'x', foo = 3) String s = 'x'" || "@Param has no 'foo'"
        '1.dya'                                   || "an int has no 'dya'"
        'tool.release()'                          || 'tool.release takes (String version)'
        '@Param int n = "x"'                      || "'n' of @Param wants a whole number, not text"
    }

    def 'libraries are checked as deploy files are'() {
        given:
        file 'lib/Other.groovy', '''\
            class Other extends Library {
                @Operation
                void one(String name, boolean sudo = true) { }

                @Operation
                int two(String name) { 3 }

                @Operation
                void three(String name) { tool.ecko name }

                def recipe(String name) { tool.echo nme }

                @Operation
                void five(String name, Mode mode = '0644', Duration pause = 30, int n = 1, long m = 2, List<String> all = null) { }
            }
            class Apt extends Library { }
            class Plain {
                @Operation
                void four() { }
            }
            '''

        expect:
        compileProblems('other.recipe "x"') == [
            "3:27 Option name is reserved. Rename the parameter 'sudo' of 'one'",
            '5:5 Operation returns a value. Write void: a call gives back what it did',
            "9:36 Operation is unknown. Did you mean 'echo'?",
            "11:41 Name is unknown. Did you mean 'name'?",
            "14:40 Value has the wrong type. Write Mode.of('0644')",
            '14:65 Value has the wrong type. Write a duration such as 30.s or 5.min',
            '16:1 Name shadows a library. Give the class another name',
            '18:5 Operation outside a library. Write class Plain extends Library',
        ]
    }

    def 'a private recipe is there for its own class'() {
        given:
        file 'lib/Shop.groovy', 'class Shop extends Library { private hidden() { }\ndef open() { hidden() } }'

        expect:
        compileProblems('shop.open()\nshop.hidden()') == ["2:6 Recipe is private. Take 'private' away from it"]
    }

    def 'a library sees no parameter of a deploy file'() {
        given:
        file 'lib/Other.groovy', 'class Other extends Library { def recipe() { tool.echo version } }'

        expect:
        compileProblems("@Param String version = '1'\nother.recipe()") == ['1:56 Not to be reached from here. Give it as an argument']
    }

    def 'a parameter that is declared twice is a problem that names the other place: #files'() {
        when:
        def found = problems { load(files as String[]) }

        then:
        found*.summary() == ['Parameter declared twice']
        found[0].detail().readLines()[0] == "'n' is declared in $folder/deploy.groovy:1 already$more"
        found[0].where().position().get().toString() == "$folder/$place"

        where:
        files                                        || place               | more
        ['@Param int n = 1\n@Param int n = 1']       || 'deploy.groovy:2:12'  | ''
        ['@Param int n = 1', '@Param String n = "1"'] || 'deploy1.groovy:1:15' | ', as int'
    }

    def 'an operation that is not quite right is called as it is meant'() {
        given:
        file 'lib/Other.groovy', '''\
            class Other extends Library {
                @Operation
                void one(String name, int lines = 1, List<String> tags = []) { }

                @Operation
                int two(String name, boolean loud = false) { return 3 }
            }
            '''

        expect:
        compileProblems("other.one 'x', lines: 2\nother.two 'x', loud: true, sudo: true") == [
            "3:42 Option name is reserved. Rename the parameter 'tags' of 'one'",
            '5:5 Operation returns a value. Write void: a call gives back what it did',
        ]
    }

    def 'what is wrong with a parameter is said once, where it is declared'() {
        given:
        file 'more.groovy', 'println n'

        expect:
        compileProblems("include 'more.groovy'\n@Param Strng n") == ["2:8 Class is unknown. Did you mean 'String'?"]
    }

    def 'a file that asks for it is compiled dynamically'() {
        expect:
        run("@CompileDynamic import java.time.Instant\ndef x = 'abc'\nx.metaClass\ntool.echo x.length() + 1").commands == ['echo 4 1 false']
        run("@CompileDynamic def method() { Object x = [a: 1]; x.a.foo ?: 0 }\ntool.echo 'x'").commands == ['echo x 1 false']
    }
}
