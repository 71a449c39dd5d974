package groovyinfra.compile

/** In a closure of a library, {@code run} is the library's own, not the method that every closure has. */
class OwnRunSpec extends ProgramSpecification {

    private List<String> commands(String body, String statement = "web.all(['a', 'b'])") {
        file('lib/Web.groovy', "class Web extends Library {\n${body.stripIndent()}\n}")
        run(statement).commands
    }

    def 'run is that of the library in #what'() {
        expect:
        commands("@Operation void all(List<String> names) { $body }") == expected.split(', ').toList()

        where:
        what                           | body                                                                          || expected
        'a closure'                    | "names.each { run 'touch', it }"                                              || 'touch a, touch b'
        'a closure with a name'        | "names.each { name -> run('touch', name) }"                                   || 'touch a, touch b'
        'a closure with two'           | "names.eachWithIndex { name, i -> run 'touch', name, i }"                     || 'touch a 0, touch b 1'
        'a closure within a closure'   | "names.each { name -> [1, 2].each { run 'touch', name, it } }"                || 'touch a 1, touch a 2, touch b 1, touch b 2'
        'with'                         | "names.with { run 'touch', first() }"                                         || 'touch a'
        'a closure within with'        | "names.with { it.each { run 'touch', it } }"                                  || 'touch a, touch b'
        'a branch in a loop'           | "for (name in names) { names.each { if (name != it) { run 'mv', name, it } } }" || 'mv a b, mv b a'
        'a command that is spread'     | "names.each { run(*['touch', it]) }"                                          || 'touch a, touch b'
        'a command in one'             | "names.each { run(['touch', it]) }"                                           || 'touch a, touch b'
        'a closure that is kept'       | "Closure<?> touch = { run 'touch', it }; names.each(touch)"                   || 'touch a, touch b'
        'a closure that is called'     | "def touch = { String it -> run 'touch', it }; touch('x')"                    || 'touch x'
        'a lambda'                     | "names.forEach(name -> run('touch', name))"                                   || 'touch a, touch b'
        'a lambda of several lines'    | "names.forEach(name -> { run 'touch', name; run 'rm', name })"                || 'touch a, rm a, touch b, rm b'
        'a reference to a method'      | "names.each(this.&run)"                                                       || 'a, b'
        'another one'                  | "names.each(this::run)"                                                       || 'a, b'
        'a reference in a closure'     | "[names].each { it.each(this.&run) }"                                         || 'a, b'
        'a reference with a type'      | "java.util.function.Consumer<String> touch = this::run; names.forEach(touch)"  || 'a, b'
        'a reference for java'         | "names.forEach(this::run)"                                                    || 'a, b'
        'sudo'                         | "sudo { run 'touch', names[0] }"                                              || 'touch a'
        'another method'               | "touch(names) }\n def touch(List<String> names) { names.each { run 'touch', it }" || 'touch a, touch b'
        'another operation'            | "names.each { touch(it) } }\n @Operation void touch(String n) { [n].each { run 'touch', it }" || 'touch a, touch b'
        'one that steps otherwise'     | "names.each { runAs 'bob', 'touch', it; touchesNothing() }"                   || 'touch a, touch b'
        'a static closure'             | "[1].each { run 'x' }; names.each { this.run 'touch', it }"                   || 'x, touch a, touch b'
    }

    def 'recipes reach it through operations of a library that has none itself'() {
        given:
        file('lib/Part.groovy', 'class Part extends Library { void touch(List<String> names) { names.each { run "touch", it } } }')

        expect:
        commands('@Operation void all(List<String> names) { part.touch(names) }') == ['touch a', 'touch b']
    }

    def 'in a recipe that is in no operation it is a problem'() {
        when:
        commands('void all(List<String> names) { names.each { run "touch", it } }')

        then:
        def refused = thrown(AssertionError)
        refused.cause.problems()*.summary() == ['Not in the body of an operation']
    }

    def 'what else is named run stays what it is: #what'() {
        expect:
        commands(body) == ['x a', 'x b']

        where:
        what                 | body
        'a variable'         | "@Operation void all(List<String> names) { def run = { String it -> super.run('x', it) }; names.each { run(it) } }"
        'a parameter'        | "@Operation void all(List<String> names) { [{ String it -> this.run('x', it) }].each { run -> names.each { run(it) } } }"
        'an own method'      | "@Operation void all(List<String> names) { names.each { run(it) } }\n private void run(String name) { super.run 'x', name }"
        'a method of others' | "@Operation void all(List<String> names) { names.each { Other.run(it).each { run it } } }\n static class Other { static List<List<String>> run(String name) { [['x', name]] } }"
    }

    def 'a closure that is compiled dynamically does so, too'() {
        expect:
        commands('@CompileDynamic @Operation void all(List<String> names) { names.each { name -> [1].each { run "touch", name } } }') == ['touch a', 'touch b']
    }
}
