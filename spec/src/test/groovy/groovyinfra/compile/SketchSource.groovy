package groovyinfra.compile

import groovy.transform.CompileStatic

/** Writes a {@link Sketch} down as a deploy file and the files that it includes. */
@CompileStatic
class SketchSource {
    private final String name

    private SketchSource(String name) {
        this.name = name
    }

    /** The classes of the program: the deploy file and those it includes. */
    static String of(Sketch program, String name) {
        def source = new SketchSource(name)
        def methods = program.parts.findAll { it.kind == 'method' }.collect { source.method(it) }
        def files = program.parts.findAll { it.kind == 'file' }.collect { source.type(name + it.word, it[0], []) }
        source.type(name, program[0], methods) + '\n' + files.join('\n')
    }

    String type(String type, Sketch code, List<String> methods) {
        "class $type extends TrialScript {\nObject run() {\n${write(code)}\nreturn null\n}\n${methods.join('\n')}\n}"
    }

    String method(Sketch it) {
        def second = it.number == 1 ? "num('$it.word', 1)" : '1'
        "int ${it.word}(int n, int second = $second) {\n${write(it[0])}\nreturn ${write(it[1])} + second\n}"
    }

    private String write(Sketch it) {
        def all = it.parts
        switch (it.kind) {
            case 'block': return all.collect { part -> write(part) }.join('\n')
            case 'op': return "op('$it.word')"
            case 'let': return "int $it.word = ${write(it[0])}"
            case 'index': return "Map<Integer, Integer> $it.word = [:]\n$it.word[${write(it[0])}] = ${write(it[1])}"
            case 'assert': return "assert ${write(it[0])} >= 0"
            case 'boom': return "boom('$it.word', $it.number)"
            case 'if': return "if (${write(it[0])}) {\n${write(it[1])}\n} else {\n${write(it[2])}\n}"
            case 'forin': return "$it.word: for (int i$it.word in ${write(it[0])}) {\n${write(it[1])}\n}"
            case 'forc': return classic(it)
            case 'while': return "int i$it.word = 0\n$it.word: while (i$it.word++ < $it.number && ${operand(it[0])}) {\n${write(it[1])}\n}"
            case 'dowhile': return "int i$it.word = 0\n$it.word: do {\n${write(it[1])}\n} while (++i$it.word < $it.number && ${operand(it[0])})"
            case 'each': return "${write(it[0])}.each { int i$it.word ->\n${write(it[1])}\n}"
            case 'times': return "small(${write(it[0])}).times { int i$it.word ->\n${write(it[1])}\n}"
            case 'indexed': return "${write(it[0])}.eachWithIndex { int i$it.word, int j$it.word ->\n${write(it[1])}\n}"
            case 'chain': return "${write(it[0])}.findAll { int i$it.word -> ${write(it[1])} }.collect { int i$it.word -> ${write(it[2])} }"
            case 'break': return "if (${write(it[0])}) break $it.word"
            case 'continue': return "if (${write(it[0])}) continue $it.word"
            case 'return': return leave(it)
            case 'throw': return "if (${write(it[0])}) throw new Oops('$it.word')"
            case 'try': return attempt(it)
            case 'switch': return choose(it)
            case 'once': return "int $it.word = whole(once { ->\n${write(it[0])}\nreturn ${write(it[1])}\n})"
            case 'on': return "on('$it.word') { ->\n${write(it[0])}\n}"
            case 'sudo': return "sudo { ->\n${write(it[0])}\n}"
            case 'stored': return "def $it.word = { int n$it.word ->\n${write(it[0])}\nreturn ${write(it[1])}\n}"
            case 'stored-call': return "${it.word}(${write(it[0])})"
            case 'include': return "include('$name$it.word')"
            case 'reference': return "def $it.word = this.&m$it.number\n$it.word(third(${write(it[0])}))"
            case 'references': return "${write(it[0])}.each(this.&m$it.number)"
            case 'ticks': return "${write(it[0])}.each(this.&tick)"
            case 'publish': return "if (flag(${1 << it.number})) publish('$it.word')"
            case 'published': return "if (flag(${1 << it.number % 10})) published(${it.number.intdiv(10)}, '$it.word')"
            default: return expression(it)
        }
    }

    private String attempt(Sketch it) {
        def handler = it[1].kind == 'none' ? '' : " catch (Oops $it.word) {\n${write(it[1])}\n}"
        def last = it[2].kind == 'none' ? '' : " finally {\n${write(it[2])}\n}"
        "try {\n${write(it[0])}\n}$handler$last"
    }

    private String classic(Sketch it) {
        def i = 'i' + it.word
        def begin = "int $i = none(${write(it[0])})"
        def end = "$i < $it.number && ${operand(it[1])}"
        "$it.word: for ($begin; $end; $i += 1 + none(${write(it[2])})) {\n${write(it[3])}\n}"
    }

    private String leave(Sketch it) {
        if (it.word == 'finally') {
            return "if (${write(it[0])}) op('unreturned')"
        }
        def value = it.word == 'method' ? write(it[1]) : it.word == 'closure' ? '0' : 'null'
        "if (${write(it[0])}) return $value"
    }

    private String choose(Sketch it) {
        def zero = "case 0:\n${write(it[1])}\n${it.number ? 'break' : ''}"
        "switch (third(${write(it[0])})) {\n$zero\ncase 1:\n${write(it[2])}\nbreak\ndefault:\n${write(it[3])}\n}"
    }

    private String operand(Sketch condition) {
        condition.kind == 'or' ? "(${write(condition)})" : write(condition)
    }

    private String expression(Sketch it) {
        switch (it.kind) {
            case 'num': return "num('$it.word', $it.number)"
            case 'literal': return "$it.number"
            case 'data': return "data('$it.word')"
            case 'variable': return it.word
            case 'add': return "plus(${write(it[0])}, ${write(it[1])})"
            case 'sum': return "${write(it[0])} + ${write(it[1])}"
            case 'choice': return "${write(it[0])} ? ${write(it[1])} : ${write(it[2])}"
            case 'nest': return "op('$it.word', ${write(it[0])}, ${write(it[1])})"
            case 'named': return "opts('$it.word', x: ${write(it[0])}, y: ${write(it[1])})"
            case 'text': return "text(\"$it.word \${small(${write(it[0])})} \${small(${write(it[1])})}\")"
            case 'elvis': return "maybe('$it.word', ${write(it[0])}) ?: ${write(it[1])}"
            case 'safe': return "some(thing('$it.word', $it.number)?.poke('p$it.word', ${write(it[0])}))"
            case 'listed': return "total([${write(it[0])}, ${write(it[1])}])"
            case 'mapped': return "total([a: ${write(it[0])}, b: ${write(it[1])}].values())"
            case 'call': return "${it.word}(third(${write(it[0])})${it.parts.size() > 1 ? ', ' + write(it[1]) : ''})"
            case 'recurse': return "n > 0 ? ${it.word}(n - 1) : 0"
            case 'arrow': return "whole(switch (even(${write(it[0])})) { case 0 -> ${write(it[1])}; default -> ${write(it[2])} })"
            case 'yes': return "yes('$it.word', $it.number)"
            case 'flag': return "flag($it.number)"
            case 'not': return "!${write(it[0])}"
            case 'and': return "${write(it[0])} && ${write(it[1])}"
            case 'or': return "${write(it[0])} || ${write(it[1])}"
            case 'less': return "less(${write(it[0])}, ${write(it[1])})"
            case 'xs': return "xs('$it.word')"
            case 'list': return "list('$it.word', '${it[0].word}')"
            default: throw new IllegalArgumentException(it.kind)
        }
    }
}
