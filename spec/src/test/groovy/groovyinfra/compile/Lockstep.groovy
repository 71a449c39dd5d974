package groovyinfra.compile

import groovy.transform.CompileStatic

/**
 * What the contract promises for a {@link Sketch}: walks all hosts through it at once, statement by statement, as if the program
 * had one thread for all of them. Hosts that leave a block, a loop or a method wait where the others arrive. Knows nothing of
 * call paths.
 */
@CompileStatic
class Lockstep {
    /** The program takes too long to be of use, or what happens in a block depends on who waits for whom. */
    static class Unfit extends RuntimeException {}

    private static final int MOST = 160

    /** Why a host does not stand where the others do. */
    private static class Leaving {
        final String how
        final String where
        final int value

        Leaving(String how, String where, int value = 0) {
            this.how = how
            this.where = where
            this.value = value
        }
    }

    /** Variables of all hosts; a block sees those around it. */
    private static class Names {
        final Names outer
        final Map<String, int[]> numbers = [:]
        final Map<String, Closing> closures = [:]

        Names(Names outer) {
            this.outer = outer
        }

        int[] number(String name) {
            numbers.containsKey(name) ? numbers[name] : outer.number(name)
        }

        Closing closure(String name) {
            closures.containsKey(name) ? closures[name] : outer.closure(name)
        }
    }

    private static class Closing {
        final Sketch code
        final Names names

        Closing(Sketch code, Names names) {
            this.code = code
            this.names = names
        }
    }

    private final Sketch program
    private final SimulatedFacts facts
    private final int hosts
    /** Whether hosts wait for others; the first one never does. */
    private final boolean waits
    private final Leaving[] leaving
    /** Each stage: what is called, and the hosts that call it, as bits. */
    final List<String> labels = []
    final List<Integer> present = []

    Lockstep(Sketch program, SimulatedFacts facts, int hosts) {
        this.program = program
        this.facts = facts
        this.hosts = hosts
        this.leaving = new Leaving[hosts]
        this.waits = program[0].parts.any { it.kind == 'published' }
    }

    Lockstep run() {
        statement(program[0], (1 << hosts) - 1, new Names(null))
        this
    }

    private void stage(String label, int active) {
        if (active != 0) {
            labels << label
            present << active
            if (labels.size() > MOST) {
                throw new Unfit()
            }
        }
    }

    private List<Integer> each(int active) {
        (0..<hosts).findAll { int it -> (active >> it & 1) == 1 }
    }

    /** The hosts that leave; none of them goes on here. */
    private int leave(int active, Closure<Leaving> why) {
        each(active).each { leaving[it] = why.call(it) }
        0
    }

    /** Those of the hosts that were on their way to here; they have arrived. */
    private int arrive(int all, String how, String where) {
        int arrived = 0
        each(all).each {
            def now = leaving[it]
            if (now != null && now.how == how && (where == null || now.where == where)) {
                leaving[it] = null
                arrived |= 1 << it
            }
        }
        arrived
    }

    /** Evaluates a statement; gives the hosts that stand behind it. */
    private int statement(Sketch it, int active, Names names) {
        if (active == 0) {
            return 0
        }
        switch (it.kind) {
            case 'block': return block(it, active, new Names(names))
            case 'op': stage(it.word, active); return active
            case 'let': return set(it.word, it[0], active, names)
            case 'index':
                int[] ignored = new int[hosts]
                return number(it[0], number(it[1], active, names, ignored), names, ignored)
            case 'assert': return number(it[0], active, names, new int[hosts])
            case 'boom':
                stage(it.word, active)
                return (active & ~it.number) | leave(active & it.number) { int host -> new Leaving('throw', '') }
            case 'if':
                return branch(it[0], active, names) { int yes, int no -> statement(it[1], yes, names) | statement(it[2], no, names) }
            case 'break': case 'continue':
                return branch(it[0], active, names) { int yes, int no -> no | leave(yes) { int host -> new Leaving(it.kind, it.word) } }
            case 'throw':
                return branch(it[0], active, names) { int yes, int no -> no | leave(yes) { int host -> new Leaving('throw', '') } }
            case 'return': return returning(it, active, names)
            case 'try': return attempt(it, active, names)
            case 'switch': return choice(it, active, names)
            case 'once': return once(it, active, names)
            case 'on': if (waits) throw new Unfit()
            case 'sudo': return closure(it[0], active, names)
            case 'stored': names.closures[it.word] = new Closing(it, names); return active
            case 'stored-call': return stored(it, active, names)
            case 'include':
                def file = program.parts.find { part -> part.kind == 'file' && part.word == it.word }
                int through = statement(file[0], active, new Names(null))
                return through | arrive(active & ~through, 'return', 'file')
            case 'reference':
                int[] argument = new int[hosts]
                int able = number(it[0], active, names, argument)
                return method('m' + it.number, able, thirds(argument), null, new int[hosts])
            case 'publish': stage('publish ' + it.word, active & 1 << it.number); return active
            case 'published': stage('published ' + it.word, active & 1 << it.number % 10); return active
            default: return loop(it, active, names)
        }
    }

    private int block(Sketch it, int active, Names names) {
        int now = active
        for (Sketch part : it.parts) {
            now = statement(part, now, names)
        }
        now
    }

    private int set(String name, Sketch value, int active, Names names) {
        names.numbers[name] = new int[hosts]
        number(value, active, names, names.numbers[name])
    }

    private int branch(Sketch question, int active, Names names, Closure<Integer> then) {
        boolean[] answers = new boolean[hosts]
        int able = condition(question, active, names, answers)
        int yes = bits(able, answers)
        then.call(yes, able & ~yes)
    }

    private int bits(int active, boolean[] answers) {
        int yes = 0
        each(active).each { yes |= answers[it] ? 1 << it : 0 }
        yes
    }

    private int returning(Sketch it, int active, Names names) {
        branch(it[0], active, names) { int yes, int no ->
            if (it.word == 'finally') {
                stage('unreturned', yes)
                return yes | no
            }
            int[] values = new int[hosts]
            int able = it.word == 'method' ? number(it[1], yes, names, values) : yes
            def end = it.word in ['method', 'closure'] ? '' : it.word == 'script' ? 'script' : 'file'
            no | leave(able) { int host -> new Leaving('return', end, values[host]) }
        }
    }

    /** The body of a closure that is called right here. */
    private int closure(Sketch code, int active, Names names) {
        int through = statement(code, active, new Names(names))
        through | arrive(active & ~through, 'return', '')
    }

    private int attempt(Sketch it, int active, Names names) {
        int through = statement(it[0], active, names)
        if (it[1].kind != 'none') {
            int caught = arrive(active & ~through, 'throw', null)
            through |= statement(it[1], caught, names)
        }
        if (it[2].kind == 'none') {
            return through
        }
        def before = leaving.clone()
        each(active).each { leaving[it] = null }
        int after = statement(it[2], active, names)
        each(after & ~through).each { leaving[it] = before[it] }
        after & through
    }

    private int choice(Sketch it, int active, Names names) {
        int[] values = new int[hosts]
        int able = number(it[0], active, names, values)
        int zero = 0
        int one = 0
        each(able).each {
            zero |= values[it] % 3 == 0 ? 1 << it : 0
            one |= values[it] % 3 == 1 ? 1 << it : 0
        }
        int afterZero = statement(it[1], zero, names)
        int second = statement(it[2], it.number ? one : one | afterZero, names)
        int third = statement(it[3], without(able, zero | one), names)
        (it.number ? afterZero : 0) | second | third
    }

    private int once(Sketch it, int active, Names names) {
        names.numbers[it.word] = new int[hosts]
        int first = each(active)[0]
        if (waits && first != 0) {
            throw new Unfit()
        }
        def inner = new Names(names)
        int through = block(it[0], 1 << first, inner)
        int[] value = new int[hosts]
        if (through != 0) {
            through = number(it[1], 1 << first, inner, value)
        } else if (arrive(1 << first, 'return', '') != 0) {
            through = 1 << first
        }
        def left = leaving[first]
        if (through == 0) {
            return leave(active) { int host -> left }
        }
        each(active).each { int host -> names.numbers[it.word][host] = value[first] }
        active
    }

    private int stored(Sketch it, int active, Names names) {
        int[] argument = new int[hosts]
        int able = number(it[0], active, names, argument)
        def closing = names.closure(it.word)
        def inner = new Names(closing.names)
        inner.numbers['n' + it.word] = argument
        int through = block(closing.code[0], able, inner)
        through = number(closing.code[1], through, inner, new int[hosts])
        through | arrive(able & ~through, 'return', '')
    }

    private int loop(Sketch it, int active, Names names) {
        switch (it.kind) {
            case 'while': return counted(it, active, names, it[1]) { int k, int now -> condition(it[0], now, names) }
            case 'forc':
                int able = number(it[0], active, names, new int[hosts])
                return classic(it, able, names)
            case 'dowhile': return doing(it, active, names)
            case 'times':
                int[] times = new int[hosts]
                int able = number(it[0], active, names, times)
                return over(it, able, names, times.collect { int n -> (0..<n % 4).toList() }, it[1], true)
            case 'forin': case 'each': case 'indexed':
                return over(it, lists(it[0], active), names, values(it[0]), it[1], it.kind != 'forin')
            case 'references':
                return over(it, lists(it[0], active), names, values(it[0]), null, true)
            case 'ticks':
                return over(it, lists(it[0], active), names, values(it[0]), null, true)
            case 'chain': return chain(it, active, names)
            default: throw new IllegalArgumentException(it.kind)
        }
    }

    private int lists(Sketch it, int active) {
        if (it.kind == 'list') {
            stage(it.word, active)
        }
        active
    }

    private List<List<Integer>> values(Sketch it) {
        def key = it.kind == 'list' ? it[0].word : it.word
        (0..<hosts).collect { int host -> facts.list(key, host) }
    }

    private int condition(Sketch it, int active, Names names) {
        boolean[] answers = new boolean[hosts]
        int able = condition(it, active, names, answers)
        bits(able, answers)
    }

    /** A loop over each host's own list: the hosts that have an element of this index are in the iteration together. */
    private int over(Sketch it, int active, Names names, List<List<Integer>> values, Sketch code, boolean closure) {
        int now = active
        int done = 0
        for (int k = 0; now != 0; k++) {
            int more = 0
            each(now).each { int host -> more |= values[host].size() > k ? 1 << host : 0 }
            done |= without(now, more)
            int[] elements = new int[hosts]
            each(more).each { int host -> elements[host] = values[host][k] }
            int through
            if (it.kind == 'references') {
                through = method('m' + it.number, more, elements, null, new int[hosts])
            } else if (it.kind == 'ticks') {
                ticks(more, elements)
                through = more
            } else {
                def inner = new Names(names)
                inner.numbers['i' + it.word] = elements
                through = statement(code, more, inner)
                through |= closure ? arrive(more & ~through, 'return', '') : arrive(more & ~through, 'continue', it.word)
            }
            now = through
        }
        done | arrive(active & ~done, 'break', it.word)
    }

    /** Hosts at one call with different words for it are in one stage. */
    private void ticks(int active, int[] elements) {
        if (active != 0) {
            def words = each(active).groupBy { int host -> "tick${elements[host]}" }
            stage('+' + words.collect { word, those -> "$word @${those.join('')}" }.join(' + '), active)
        }
    }

    private int counted(Sketch it, int active, Names names, Sketch code, Closure<Integer> asked) {
        int now = active
        int done = 0
        for (int k = 0; now != 0; k++) {
            if (k == it.number) {
                done |= now
                break
            }
            int more = asked.call(k, now)
            done |= without(now, more | gone(now))
            int through = statement(code, more, names)
            now = through | arrive(more & ~through, 'continue', it.word)
        }
        done | arrive(active & ~done, 'break', it.word)
    }

    private int gone(int active) {
        int gone = 0
        each(active).each { gone |= leaving[it] != null ? 1 << it : 0 }
        gone
    }

    private int classic(Sketch it, int active, Names names) {
        int now = active
        int done = 0
        for (int k = 0; now != 0; k++) {
            if (k == it.number) {
                done |= now
                break
            }
            int more = condition(it[1], now, names)
            done |= without(now, more | gone(now))
            int through = statement(it[3], more, names)
            through |= arrive(more & ~through, 'continue', it.word)
            now = number(it[2], through, names, new int[hosts])
        }
        done | arrive(active & ~done, 'break', it.word)
    }

    private int doing(Sketch it, int active, Names names) {
        int now = active
        int done = 0
        for (int k = 1; now != 0; k++) {
            int through = statement(it[1], now, names)
            through |= arrive(now & ~through, 'continue', it.word)
            if (k == it.number) {
                done |= through
                break
            }
            int more = condition(it[0], through, names)
            done |= without(through, more | gone(through))
            now = more
        }
        done | arrive(active & ~done, 'break', it.word)
    }

    private int chain(Sketch it, int active, Names names) {
        lists(it[0], active)
        def all = values(it[0])
        List<List<Integer>> kept = (0..<hosts).collect { [] as List<Integer> }
        int now = elements(it.word, active, all, names) { int k, int more, Names inner ->
            boolean[] answers = new boolean[hosts]
            int able = condition(it[1], more, inner, answers)
            each(able).each { int host -> if (answers[host]) kept[host] << all[host][k] }
            able
        }
        elements(it.word, now, kept, names) { int k, int more, Names inner -> number(it[2], more, inner, new int[hosts]) }
    }

    private int elements(String word, int active, List<List<Integer>> values, Names names, Closure<Integer> code) {
        int now = active
        int done = 0
        for (int k = 0; now != 0; k++) {
            int more = 0
            each(now).each { int host -> more |= values[host].size() > k ? 1 << host : 0 }
            done |= without(now, more)
            def inner = new Names(names)
            int[] elements = new int[hosts]
            each(more).each { int host -> elements[host] = values[host][k] }
            inner.numbers['i' + word] = elements
            now = more == 0 ? 0 : code.call(k, more, inner)
        }
        done
    }

    /** Calls a method; a missing second argument is evaluated before the body. */
    private int method(String name, int active, int[] first, int[] second, int[] result) {
        if (active == 0) {
            return 0
        }
        def method = program.parts.find { it.kind == 'method' && it.word == name }
        int[] last = second
        if (last == null) {
            last = new int[hosts]
            Arrays.fill(last, 1)
            if (method.number == 1) {
                stage(name, active)
            }
        }
        def names = new Names(null)
        names.numbers['n'] = first.clone()
        int through = block(method[0], active, names)
        int[] value = new int[hosts]
        through = number(method[1], through, names, value)
        each(through).each { result[it] = value[it] + last[it] }
        each(active & ~through).each { int host ->
            if (leaving[host]?.how == 'return') {
                result[host] = leaving[host].value
            }
        }
        through | arrive(active & ~through, 'return', '')
    }

    private int both(Sketch it, int active, Names names, int[] left, int[] right) {
        number(it[1], number(it[0], active, names, left), names, right)
    }

    /** Evaluates a number; gives the hosts that have one. */
    private int number(Sketch it, int active, Names names, int[] result) {
        if (active == 0) {
            return 0
        }
        int[] left = new int[hosts]
        int[] right = new int[hosts]
        int able = active
        switch (it.kind) {
            case 'num': stage(it.word, active); same(active, result, it.number); break
            case 'literal': same(active, result, it.number); break
            case 'data': fill(active, result) { int host -> facts.number(it.word, host) }; break
            case 'variable': fill(active, result) { int host -> names.number(it.word)[host] }; break
            case 'add': case 'sum': able = both(it, active, names, left, right); fill(able, result) { int host -> left[host] + right[host] }; break
            case 'choice': return branch(it[0], active, names) { int yes, int no -> number(it[1], yes, names, result) | number(it[2], no, names, result) }
            case 'nest': case 'named':
                able = both(it, active, names, left, right)
                stage(it.word, able)
                same(able, result, 1)
                break
            case 'text':
                able = both(it, active, names, left, right)
                texts(it.word, able, left, right)
                same(able, result, 1)
                break
            case 'elvis':
                able = number(it[0], active, names, left)
                stage(it.word, able)
                int odd = bits(able, left.collect { int n -> n % 2 != 0 } as boolean[])
                // zero is as good as nothing to this operator
                int nothing = odd | bits(able, left.collect { int n -> n == 0 } as boolean[])
                fill(able & ~nothing, result) { int host -> left[host] }
                return (able & ~nothing) | number(it[1], nothing, names, result)
            case 'safe':
                stage(it.word, active)
                int there = active & it.number
                number(it[0], there, names, left)
                fill(active, result) { 0 }
                poke(it, active, there, names, left, result)
                break
            case 'listed': case 'mapped':
                able = both(it, active, names, left, right)
                fill(able, result) { int host -> (left[host] + right[host]) % 10 }
                break
            case 'call':
                able = number(it[0], active, names, left)
                able = it.parts.size() > 1 ? number(it[1], able, names, right) : able
                return method(it.word, able, thirds(left), it.parts.size() > 1 ? right : null, result)
            case 'recurse':
                int deeper = bits(active, names.number('n').collect { int n -> n > 0 } as boolean[])
                fill(active & ~deeper, result) { 0 }
                return (active & ~deeper) | method(it.word, deeper, less(names.number('n')), null, result)
            case 'arrow': return arrow(it, active, names, result)
            default: throw new IllegalArgumentException(it.kind)
        }
        able
    }

    /** A safe call evaluates its argument although there is nothing to call, where it is not compiled statically; so it has none. */
    private void poke(Sketch it, int active, int there, Names names, int[] argument, int[] result) {
        stage('p' + it.word, there)
        fill(there, result) { int host -> argument[host] }
    }

    private int arrow(Sketch it, int active, Names names, int[] result) {
        int[] asked = new int[hosts]
        int able = number(it[0], active, names, asked)
        int even = bits(able, asked.collect { int n -> n % 2 == 0 } as boolean[])
        number(it[1], even, names, result) | number(it[2], able & ~even, names, result)
    }

    private void texts(String word, int active, int[] left, int[] right) {
        if (active != 0) {
            def words = each(active).groupBy { int host -> "$word ${left[host] % 4} ${right[host] % 4}" }
            stage('+' + words.collect { text, those -> "$text @${those.join('')}" }.join(' + '), active)
        }
    }

    private static int without(int all, int those) {
        all & ~those
    }

    private static int[] thirds(int[] values) {
        values.collect { int n -> n % 3 } as int[]
    }

    private static int[] less(int[] values) {
        values.collect { int n -> n - 1 } as int[]
    }

    private void same(int active, int[] result, int value) {
        fill(active, result) { value }
    }

    private void fill(int active, int[] result, Closure<Integer> value) {
        each(active).each { int host -> result[host] = value.call(host) }
    }

    private int condition(Sketch it, int active, Names names, boolean[] answers) {
        if (active == 0) {
            return 0
        }
        int able = active
        int[] left = new int[hosts]
        int[] right = new int[hosts]
        switch (it.kind) {
            case 'yes': case 'flag':
                if (it.kind == 'yes') {
                    stage(it.word, active)
                }
                each(active).each { int host -> answers[host] = (it.number >> host & 1) == 1 }
                break
            case 'not':
                able = condition(it[0], active, names, answers)
                each(able).each { int host -> answers[host] = !answers[host] }
                break
            case 'less':
                able = both(it, active, names, left, right)
                each(able).each { int host -> answers[host] = left[host] < right[host] }
                break
            default:
                able = condition(it[0], active, names, answers)
                int yes = bits(able, answers)
                int further = it.kind == 'and' ? yes : able & ~yes
                return (able & ~further) | condition(it[1], further, names, answers)
        }
        able
    }
}
