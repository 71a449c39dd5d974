package groovyinfra.compile

import groovy.transform.CompileStatic

/** Makes random programs: statements nested up to four deep, calls wherever the language lets them stand. */
@CompileStatic
class SketchGenerator {
    static final int METHODS = 2
    static final int FILES = 3
    private final Random random
    private final int hosts
    private final boolean waits
    private int names
    /** What may be used where the generator stands: variables, closures, loops that can be left, the next methods. */
    private List<String> variables = []
    private List<String> closures = []
    private List<String> loops = []
    private String body = 'script'
    private int method = 0
    private int file = 0
    private int budget

    SketchGenerator(long seed, int hosts, boolean waits) {
        this.random = new Random(seed)
        this.hosts = hosts
        this.waits = waits
    }

    /** A program: its main block, its methods, its included files. */
    Sketch program() {
        budget = 9
        List<Sketch> parts = [top()]
        for (method = 1; method <= METHODS; method++) {
            budget = 4
            body = 'method'
            variables = ['n']
            closures = []
            def block = block(1)
            parts << node('method', 'm' + method, random.nextInt(2), [block, number(1)])
        }
        for (file = 1; file <= FILES; file++) {
            budget = 3
            body = 'file'
            method = METHODS
            variables = []
            closures = []
            parts << node('file', 'f' + file, 0, [including(block(1))])
        }
        reached(node('program', '', 0, parts))
    }

    /** The program without the files that nothing includes. */
    private static Sketch reached(Sketch program) {
        def used = program.parts.findAll { file -> file.kind != 'file' || program.all('include').any { it.word == file.word } }
        used.size() == program.parts.size() ? program : reached(program.with(used))
    }

    /** The block, at times with another file in it, or with the same one twice. */
    private Sketch including(Sketch block) {
        List<Sketch> parts = block.parts.toList()
        if (file < FILES && random.nextBoolean()) {
            def another = include()
            (1 + random.nextInt(2)).times { parts.add(random.nextInt(parts.size() + 1), another) }
        }
        block.with(parts)
    }

    private Sketch include() {
        node('include', 'f' + (file + 1 + random.nextInt(FILES - file)), 0, [])
    }

    private Sketch top() {
        def main = including(block(0))
        if (!waits) {
            return main
        }
        List<Sketch> parts = main.parts.toList()
        int times = 1 + random.nextInt(3)
        for (int i = 0; i < times; i++) {
            int giver = random.nextInt(hosts - 1)
            int taker = giver + 1 + random.nextInt(hosts - giver - 1)
            parts.add(random.nextInt(parts.size() + 1), node('publish', "v$i", giver, []))
            parts.add(random.nextInt(parts.size() + 1), node('published', "v$i", giver * 10 + taker, []))
        }
        node('block', '', 0, parts)
    }

    private Sketch block(int depth) {
        int inScope = variables.size()
        int callable = closures.size()
        List<Sketch> parts = []
        int count = depth == 0 ? 3 + random.nextInt(3) : 1 + random.nextInt(2)
        for (int i = 0; i < count; i++) {
            parts << statement(depth)
        }
        variables = variables.take(inScope)
        closures = closures.take(callable)
        node('block', '', 0, parts)
    }

    private Sketch statement(int depth) {
        budget--
        if (budget < 0 || depth >= 4) {
            return simple()
        }
        switch (random.nextInt(30)) {
            case 0..1: return node('if', '', 0, [condition(2), block(depth + 1), random.nextBoolean() ? block(depth + 1) : node('block')])
            case 2..3: return loop('forin', depth, [list()], true)
            case 4: return loop('forc', depth, [number(1), condition(2), number(1)], true)
            case 5: return loop('while', depth, [condition(2)], true)
            case 6: return loop('dowhile', depth, [condition(2)], true)
            case 7..8: return loop('each', depth, [list()], false)
            case 9: return loop('times', depth, [number(1)], false)
            case 10: return loop('indexed', depth, [list()], false)
            case 11: return chain()
            case 12..14: return attempt(depth)
            case 15: return node('switch', '', random.nextInt(2), [number(1), block(depth + 1), block(depth + 1), block(depth + 1)])
            case 16: return once(depth)
            case 17: return closure('on', "h${random.nextInt(hosts)}", depth)
            case 18: return closure('sudo', '', depth)
            case 19: return stored(depth)
            case 20: return file < FILES ? include() : simple()
            case 21: return method < METHODS ? node('reference', name('r'), method + 1 + random.nextInt(METHODS - method), [number(1)]) : simple()
            case 22: return method < METHODS ? node('references', '', method + 1 + random.nextInt(METHODS - method), [list()]) : node('ticks', '', 0, [list()])
            case 23: return jump()
            default: return simple()
        }
    }

    private Sketch simple() {
        switch (random.nextInt(9)) {
            case 0..2: return node('op', name('c'), 0, [])
            case 3: return let(value())
            case 4: return node('index', name('x'), 0, [number(1), number(1)])
            case 5: return node('assert', '', 0, [number(1)])
            case 6: return closures ? node('stored-call', pick(closures), 0, [number(1)]) : let(value())
            case 7: return node('boom', name('b'), mask(4), [])
            default: return jump()
        }
    }

    private Sketch let(Sketch value) {
        def variable = name('v')
        variables = variables + variable
        node('let', variable, 0, [value])
    }

    private Sketch jump() {
        switch (random.nextInt(4)) {
            case 0: return node('return', body, 0, [rare(), number(1)])
            case 1: return loops ? node('break', pick(loops), 0, [rare()]) : node('op', name('c'), 0, [])
            case 2: return loops ? node('continue', pick(loops), 0, [rare()]) : node('op', name('c'), 0, [])
            default: return node('throw', name('t'), 0, [rare()])
        }
    }

    private Sketch rare() {
        random.nextBoolean() ? node('flag', '', mask(4), []) : node('yes', name('q'), mask(4), [])
    }

    private Sketch loop(String kind, int depth, List<Sketch> head, boolean jumps) {
        def label = name('l')
        def outer = variables
        def left = loops
        def within = body
        variables = variables + (kind in ['while', 'dowhile', 'forc'] ? [] : ['i' + label])
        loops = jumps ? loops + label : []
        body = jumps ? body : 'closure'
        def inner = block(depth + 1)
        variables = outer
        loops = left
        body = within
        node(kind, label, 1 + random.nextInt(3), head + inner)
    }

    private Sketch closure(String kind, String word, int depth) {
        def left = loops
        def within = body
        loops = []
        body = 'closure'
        def inner = block(depth + 1)
        loops = left
        body = within
        node(kind, word, 0, [inner])
    }

    private Sketch once(int depth) {
        def inner = closure('once', name('o'), depth)
        def variable = inner.word
        def value = number(1)
        variables = variables + variable
        node('once', variable, 0, [inner[0], value])
    }

    private Sketch stored(int depth) {
        def outer = variables
        def left = loops
        def within = body
        def label = name('k')
        variables = variables + ('n' + label)
        loops = []
        body = 'closure'
        def inner = block(depth + 1)
        def value = number(1)
        variables = outer
        loops = left
        body = within
        closures = closures + label
        node('stored', label, 0, [inner, value])
    }

    private Sketch chain() {
        def label = name('h')
        def before = variables
        variables = variables + ('i' + label)
        def kept = condition(1)
        def made = number(1)
        variables = before
        node('chain', label, 0, [list(), kept, made])
    }

    private Sketch attempt(int depth) {
        def tried = block(depth + 1)
        def handled = random.nextInt(4) > 0
        def last = !handled || random.nextBoolean()
        def saved = loops
        def inBody = body
        def handler = handled ? block(depth + 1) : node('none')
        // a finally that leaves by itself is for the specs of the stop signal
        loops = []
        body = 'finally'
        def end = last ? block(depth + 1) : node('none')
        loops = saved
        body = inBody
        node('try', name('e'), 0, [tried, handler, end])
    }

    /** What stands behind an equals sign: operators, which need no parentheses there. */
    private Sketch value() {
        switch (random.nextInt(7)) {
            case 0: return node('choice', '', 0, [condition(1), number(0), number(0)])
            case 1: return node('elvis', name('m'), 0, [number(0), number(0)])
            case 2: return node('sum', '', 0, [number(0), number(1)])
            case 3: return node('arrow', '', 0, [number(0), number(0), number(0)])
            case 4: return body == 'method' ? node('recurse', 'm' + method, 0, []) : number(1)
            default: return number(1)
        }
    }

    private Sketch number(int depth) {
        if (depth <= 0) {
            return leaf()
        }
        switch (random.nextInt(13)) {
            case 0..3: return node('num', name('n'), random.nextInt(4), [])
            case 4: return node('add', '', 0, [number(depth - 1), number(depth - 1)])
            case 5: return node('nest', name('a'), 0, [number(depth - 1), number(depth - 1)])
            case 6: return node('named', name('a'), 0, [number(depth - 1), number(depth - 1)])
            case 7: return node('text', name('g'), 0, [number(depth - 1), number(depth - 1)])
            case 8: return node('safe', name('s'), mask(2), [number(0)])
            case 9: return node('listed', '', 0, [number(depth - 1), number(depth - 1)])
            case 10: return node('mapped', '', 0, [number(depth - 1), number(depth - 1)])
            default: return method < METHODS ? call(depth) : leaf()
        }
    }

    private Sketch call(int depth) {
        def arguments = [number(depth - 1)]
        if (random.nextBoolean()) {
            arguments << number(depth - 1)
        }
        node('call', 'm' + (method + 1 + random.nextInt(METHODS - method)), 0, arguments)
    }

    private Sketch leaf() {
        switch (random.nextInt(4)) {
            case 0: return node('literal', '', random.nextInt(4), [])
            case 1: return node('data', 'd' + random.nextInt(5), 0, [])
            case 2: return variables ? node('variable', pick(variables), 0, []) : node('literal', '', 1, [])
            default: return node('num', name('n'), random.nextInt(4), [])
        }
    }

    private Sketch condition(int depth) {
        switch (random.nextInt(depth > 1 ? 9 : 5)) {
            case 0..1: return node('yes', name('q'), mask(2), [])
            case 2: return node('flag', '', mask(2), [])
            case 3: return node('not', '', 0, [node('yes', name('q'), mask(2), [])])
            case 4: return node('less', '', 0, [number(0), number(0)])
            case 5..6: return node('and', '', 0, [condition(1), condition(1)])
            default: return node('or', '', 0, [condition(1), condition(1)])
        }
    }

    private Sketch list() {
        random.nextBoolean()
                ? node('xs', 'd' + random.nextInt(5), 0, [])
                : node('list', name('i'), 0, [node('xs', 'd' + random.nextInt(5), 0, [])])
    }

    /** Some of the hosts: each with a chance of one in this many. */
    private int mask(int chance) {
        int mask = 0
        for (int host = 0; host < hosts; host++) {
            mask |= random.nextInt(chance) == 0 ? 1 << host : 0
        }
        mask
    }

    private String name(String prefix) {
        prefix + names++
    }

    private String pick(List<String> words) {
        words[random.nextInt(words.size())]
    }

    private static Sketch node(String kind, String word = '', int number = 0, List<Sketch> parts = []) {
        new Sketch(kind, word, number, parts)
    }
}
