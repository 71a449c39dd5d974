package groovyinfra.compile

import spock.lang.Specification

/** Every construct of the language that calls can stand in, and the order that hosts give to its calls together. */
class CallPathSpec extends Specification {

    private static final String METHODS = '''
        int deep(int n) { op("down$n"); if (n > 0) deep(n - 1); op("up$n") }
        int early(int n) { op('first'); if (n > 0) return n; op('second') }
        int preset(int a, int b = op('default'), int c = num('other', 1)) { op('preset') }
        int two() { op('one'); op('two') }
        class Box { int lid, key }
        Closure<?> made(String label) { return { op(label) } }
    '''

    def 'hosts go through #construct together'() {
        expect:
        [true, false].each { typed -> assert stages(source, typed) == expected.trim().split(/\s*,\s*/).toList() }

        where:
        construct                        | source                                                                                        || expected
        'one call after another'         | "op('a'); op('b')"                                                                            || 'a @01, b @01'
        'two calls on one line'          | "op('a') + op('b')"                                                                           || 'a @01, b @01'
        'a call in an argument'          | "op('outer', op('inner'), op('last'))"                                                        || 'inner @01, last @01, outer @01'
        'a receiver before arguments'    | "thing('r', 3).poke('m', op('arg'))"                                                          || 'r @01, arg @01, m @01'
        'named arguments'                | "opts('named', a: op('x'), b: op('y'))"                                                       || 'x @01, y @01, named @01'
        'a spread argument'              | "op('all', *list('l', 'k'))"                                                                  || 'l @01, all @01'
        'an argument after a spread one'  | "op('all', *list('l', 'k'), op('x'))"                                                                    || 'x @01, l @01, all @01'
        'a spread element'                | "[op('a'), *list('l', 'k'), op('b')]; op('c')"                                                            || 'a @01, b @01, l @01, c @01'
        'several updates of a loop'       | "for (int i = 0, j = 0; i < 2; op('u'), i++, j = num('j', 1)) op('b')"                                    || 'b @01, u @01, j @01, b @01, u @01, j @01'
        'an if of one host'              | "if (flag(2)) op('b'); op('c')"                                                               || 'b @1, c @01'
        'an if and its else'             | "if (yes('q', 1)) op('a') else op('b'); op('c')"                                              || 'q @01, a @0, b @1, c @01'
        'a conditional expression'       | "flag(1) ? op('a') : op('b'); op('c')"                                                        || 'a @0, b @1, c @01'
        'an elvis expression'            | "maybe('m', flag(1) ? 1 : 2) ?: op('else'); op('c')"                                          || 'm @01, else @0, c @01'
        'an assignment by elvis'         | "Integer v = flag(1) ? null : 1; v ?= op('else'); op('c')"                                    || 'else @0, c @01'
        'and'                            | "yes('a', 1) && yes('b', 3); op('c')"                                                         || 'a @01, b @0, c @01'
        'or'                             | "boolean x = yes('a', 1) || yes('b', 3); op('c')"                                             || 'a @01, b @1, c @01'
        'not'                            | "if (!yes('a', 1)) op('b')"                                                                   || 'a @01, b @1'
        'a loop over other lists'        | "for (x in (flag(1) ? [1, 2] : [7])) { op('a'); op('b') }; op('c')"                           || 'a @01, b @01, a @0, b @0, c @01'
        'a condition in a loop'          | "for (x in [1, 2]) { if (flag(x)) op('a'); op('b') }"                                         || 'a @0, b @01, a @1, b @01'
        'a loop over a range'            | "for (i in 0..<num('n', flag(1) ? 2 : 1)) op('a')"                                            || 'n @01, a @01, a @0'
        'nested loops'                   | "for (a in [1, 2]) for (b in (flag(1) ? [1, 2] : [1])) op('x')"                               || 'x @01, x @0, x @01, x @0'
        'a classic loop'                 | "for (int i = num('i', 0); yes('c', 3) && i < 2; i += num('u', 1)) op('b')"                   || 'i @01, c @01, b @01, u @01, c @01, b @01, u @01, c @01'
        'a classic loop without parts'   | "int i = 0; for (;;) { op('b'); if (++i > (flag(1) ? 0 : 1)) break }; op('c')"                || 'b @01, b @1, c @01'
        'a while'                        | "int i = flag(1) ? 1 : 0; while (yes('c', 3) && i < 2) { op('b'); i++ }; op('d')"             || 'c @01, b @01, c @01, b @1, c @1, d @01'
        'a while without calls'          | "int i = flag(1) ? 1 : 0; while (i < 2) { op('b'); i++ }; op('d')"                            || 'b @01, b @1, d @01'
        'a do while'                     | "int i = flag(1) ? 1 : 0; do { op('b'); i++ } while (yes('c', 3) && i < 2); op('d')"          || 'b @01, c @01, b @1, c @1, d @01'
        'continue'                       | "for (x in [1, 2]) { op('a'); if (flag(x)) continue; op('b') }"                               || 'a @01, b @1, a @01, b @0'
        'break'                          | "for (x in [1, 2]) { op('a'); if (flag(x)) break; op('b') }; op('c')"                         || 'a @01, b @1, a @1, c @01'
        'break of an outer loop'         | "out: for (x in [1, 2]) { for (y in [1, 2]) { op('a'); if (flag(1)) break out }; op('b') }; op('c')" || 'a @01, a @1, b @1, a @1, a @1, b @1, c @01'
        'continue of an outer loop'      | "out: for (int x = 0; x < 2; x += num('u', 1)) { for (y in [1, 2]) { op('a'); if (flag(1)) continue out }; op('b') }; op('c')" || 'a @01, a @1, b @1, u @01, a @01, a @1, b @1, u @01, c @01'
        'continue of an outer do'        | "int x = 0; out: do { x++; for (y in [1]) { op('a'); if (flag(1)) continue out }; op('b') } while (yes('q', 3) && x < 2)" || 'a @01, b @1, q @01, a @01, b @1, q @01'
        'each'                           | "(flag(1) ? [1, 2] : [1]).each { op('a'); op('b') }; op('c')"                                 || 'a @01, b @01, a @0, b @0, c @01'
        'times'                          | "(flag(1) ? 1 : 2).times { int i -> op('a'); op('b') }"                                       || 'a @01, b @01, a @1, b @1'
        'eachWithIndex'                  | "['x', 'y'].eachWithIndex { it, i -> if (flag(i + 1)) op('a'); op('b') }"                     || 'a @0, b @01, a @1, b @01'
        'a chain of closures'            | "[1, 2].findAll { yes('q', it) }.collect { op('a') }.each { op('b') }"                        || 'q @01, q @01, a @01, b @01'
        'a chain after a call'           | "list('l', 'k').findAll { true }.size(); [op('x')].collect { op('y') }"                       || 'l @01, x @01, y @01'
        'nested closures'                | "[1, 2].each { a -> [1, 2].each { b -> if (flag(b)) op('x') }; op('y') }"                     || 'x @0, x @1, y @01, x @0, x @1, y @01'
        'inject'                         | "[1, 2].inject(0) { int sum, int it -> sum + op('a') }"                                       || 'a @01, a @01'
        'a method called twice'          | "two(); op('x'); two()"                                                                       || 'one @01, two @01, x @01, one @01, two @01'
        'a method called in two branches'| "if (flag(1)) two() else two()"                                                               || 'one @0, two @0, one @1, two @1'
        'recursion'                      | "deep(flag(1) ? 1 : 0)"                                                                       || 'down1 @0 + down0 @1, down0 @0, up0 @0, up1 @0 + up0 @1'
        'early return'                   | "early(flag(1) ? 1 : 0); op('after')"                                                         || 'first @01, second @1, after @01'
        'default parameters'             | "preset(1); preset(1, 2); preset(op('given'), 2, 3)"                                          || 'default @01, other @01, preset @01, other @01, preset @01, given @01, preset @01'
        'a reference to a method'        | "def r = this.&two; op('x'); r(); [1, 2].each { r() }"                                        || 'x @01, one @01, two @01, one @01, two @01, one @01, two @01'
        'a reference to an operation'    | "(flag(1) ? [1, 2] : [1]).each(this.&tick); op('x')"                                          || 'tick1 @01, tick2 @0, x @01'
        'a stored closure'               | "def c = { op('a'); op('b') }; op('x'); c(); c.call()"                                        || 'x @01, a @01, b @01, a @01, b @01'
        'a closure that a method made'   | "def c = made('a'); op('x'); c(); made('b').call()"                                           || 'x @01, a @01, b @01'
        'a curried closure'              | "def c = { String l, int i -> op(l) }.curry('a'); c(1); [1, 2].each { c(it) }"                || 'a @01, a @01, a @01'
        'a lambda'                       | "Runnable r = () -> { op('a'); op('b') }; op('x'); r.run(); r.run()"                          || 'x @01, a @01, b @01, a @01, b @01'
        'an anonymous class'             | "def r = new Runnable() { void run() { op('a') } }; op('x'); r.run()"                         || 'x @01, a @01'
        'a switch'                       | "switch (num('n', flag(1) ? 1 : 2)) { case 1: op('a'); break; case 2: op('b'); break; default: op('c') }; op('d')" || 'n @01, a @0, b @1, d @01'
        'a switch that falls through'    | "switch (flag(1) ? 1 : 2) { case 1: op('a'); case 2: op('b'); default: op('c') }"             || 'a @0, b @01, c @01'
        'calls in cases'                 | "switch (2) { case num('x', flag(1) ? 2 : 1): op('a'); break; case num('y', 2): op('b') }"    || 'x @01, a @0, y @1, b @1'
        'a switch with arrows'           | "def v = switch (flag(1) ? 1 : 2) { case 1 -> op('a'); case 2 -> { op('b'); yield 3 }; default -> op('c') }; op('d')" || 'a @0, b @1, d @01'
        'a string'                       | "text(\"\${num('a', 1)} and \${num('b', 2)}\")"                                               || 'a @01, b @01, 1 and 2 @01'
        'a list and a map'               | "op('x', [op('a'), op('b')], [k: op('c'), (text('d')): op('e')])"                             || 'a @01, b @01, c @01, d @01, e @01, x @01'
        'an index'                       | "list('l', 'k').getAt(num('i', 0)); [a: 1][text('b').toString()]"                             || 'l @01, i @01, b @01'
        'an assignment to an index'      | "Map<Object, Object> m = [:]; m[op('key')] = op('value'); op('x')"                            || 'value @01, key @01, x @01'
        'an assignment to a property'    | "thing('t', 3).level = num('v', 1); op('x')"                                                  || 'v @01, t @01, x @01'
        'a sum at an index'              | "Map<Object, Integer> m = [(1): 2]; m[num('i', 1)] += num('v', 1); op('x')"                   || 'i @01, v @01, x @01'
        'a sum of a property'            | "thing('t', 3).level += num('v', 1); op('x')"                                                 || 't @01, v @01, x @01'
        'an increment of a property'     | "thing('t', 3).level++; --thing('u', 3).level; op('x')"                                       || 't @01, u @01, x @01'
        'an increment at an index'       | "int[] a = [1, 2]; a[num('i', 1)]++; [op('l')][num('j', 0)]++; op('x')"                     || 'i @01, l @01, j @01, x @01'
        'a constructor with names'       | "new Box(lid: op('a'), key: op('b')).lid = op('c'); op('x')"                                  || 'c @01, a @01, b @01, x @01'
        'a sum of a variable'            | "int i = 0; i += num('v', 1); op('x')"                                                        || 'v @01, x @01'
        'several variables'              | "def (a, b) = [op('a'), op('b')]; op('x')"                                                    || 'a @01, b @01, x @01'
        'safe navigation'                | "thing('t', 1)?.poke('p', 1); op('x')"                                                        || 't @01, p @0, x @01'
        'spread calls'                   | "things('k')*.getLevel(); [thing('a', 3), thing('b', 3)]*.poke('p', 1); op('x')"              || 'a @01, b @01, p @01, p @01, x @01'
        'an assertion'                   | "assert op('a') >= 0; op('x')"                                                                || 'a @01, x @01'
        'an assertion with a message'    | "try { assert num('a', flag(1) ? 0 : 1) : op('m') } catch (AssertionError e) { op('c') }; op('x')" || 'a @01, m @0, c @0, x @01'
        'a cast'                         | "long l = (long) op('a'); String s = op('b') as String; op('x')"                              || 'a @01, b @01, x @01'
        'a comparison'                   | "op('a') == op('b'); op('c') < op('d'); op('e') <=> op('f'); op('x')"                         || 'a @01, b @01, c @01, d @01, e @01, f @01, x @01'
        'in'                             | "if (1 in list('b', 'k')) op('a'); op('x')"                                                   || 'b @01, x @01'
        'null comparisons'               | "if (maybe('a', 1) == null) op('b'); if (null != maybe('c', 2)) op('d')"                      || 'a @01, b @01, c @01, d @01'
        'signs'                          | "def a = -op('a'); def b = ~op('b'); def c = !op('c'); op('x')"                               || 'a @01, b @01, c @01, x @01'
        'a constructor'                  | "new ArrayList<Integer>(list('l', 'k')).addAll(list('m', 'k')); op('x')"                      || 'l @01, m @01, x @01'
        'an array'                       | "int[] a = [op('a'), op('b')]; def b = new int[num('n', 1)]; op('x')"                         || 'a @01, b @01, n @01, x @01'
        'caught exceptions'              | "try { op('a'); boom('b', 1); op('c') } catch (Oops e) { op('d') } finally { op('e') }; op('f')" || 'a @01, b @01, c @1, d @0, e @01, f @01'
        'exceptions out of loops'        | "try { for (x in [1, 2]) for (y in [1, 2]) boom('b', x) } catch (Oops e) { op('c') }; op('d')" || 'b @01, b @1, b @1, c @01, d @01'
        'exceptions out of methods'      | "try { [1].each { two(); boom('b', 1) } } catch (Oops | IllegalStateException e) { op('c') }; op('d')" || 'one @01, two @01, b @01, c @0, d @01'
        'finally and return'             | "def c = { try { for (x in [1]) { if (flag(1)) return 1 }; op('a') } finally { op('f') } }; c(); op('x')" || 'a @1, f @01, x @01'
        'finally and break'              | "for (x in [1, 2]) { try { for (y in [1]) { op('a'); if (flag(1)) break }; if (flag(1)) break } finally { op('f') } }; op('x')" || 'a @01, f @01, a @1, f @1, x @01'
        'once'                           | "def v = once { op('a'); op('b'); 5 }; op('x')"                                               || 'a @0, b @0, x @01'
        'once on some hosts'             | "if (flag(2)) once { op('a') }; once { op('b') }"                                             || 'a @1, b @0'
        'once in a loop'                 | "for (x in [1, 2]) { once { op('a') }; op('b') }"                                             || 'a @0, b @01, a @0, b @01'
        'a failure inside once'          | "try { once { boom('a', 1) } } catch (Oops e) { op('c') }"                                    || 'a @0, c @01'
        'another host'                   | "on('h1') { op('a'); if (flag(1)) op('b') }; op('x')"                                         || 'a @01, b @0, x @01'
        'a block of options'             | "sudo { op('a'); sudo { op('b') } }; op('x')"                                                 || 'a @01, b @01, x @01'
        'a synchronized block'           | "synchronized (this) { op('a') }; op('x')"                                                    || 'a @01, x @01'
        'a resource'                     | "try (def r = new ByteArrayInputStream(new byte[num('n', 1)])) { op('a') } finally { op('f') }" || 'n @01, a @01, f @01'
        'a closure in a default value'   | "def c = { int a = op('d') -> op('c') }; c(); c(1)"                                           || 'd @01, c @01, c @01'
    }

    def 'the arguments of a spread call are evaluated once, or for each element where the compiler does so'() {
        expect:
        stages("[thing('a', 3), thing('b', 3)]*.poke('p', num('n', 1)); op('x')", typed) == expected

        where:
        typed || expected
        false || ['a @01', 'b @01', 'n @01', 'p @01', 'p @01', 'x @01']
        true  || ['a @01', 'b @01', 'n @01', 'p @01', 'n @01', 'p @01', 'x @01']
    }

    private static List<String> stages(String source, boolean typed) {
        new SimulatedDeploy([Deploy: METHODS + '\n' + source], typed).stages()
    }
}
