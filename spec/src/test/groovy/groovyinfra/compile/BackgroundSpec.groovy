package groovyinfra.compile

/** What the compiler says of {@code background: true} and of waits. */
class BackgroundSpec extends ProgramSpecification {

    def 'what cannot go on by itself, and what is no wait, is a problem at its column: #program'() {
        expect:
        compileProblems(program) == [expected]

        where:
        program                                                                   || expected
        "files.file '/x', content: 'y', background: true"                         || '1:32 Operation cannot go on by itself. Give background: true to commands only, such as server.shell'
        "message 'x', background: true"                                           || '1:14 Operation cannot go on by itself. Give background: true to commands only, such as server.shell'
        "tool.shell 'x', background: true"                                        || '1:17 Operation cannot go on by itself. Give background: true to commands only, such as server.shell'
        "server.shell 'x', background: 'yes'"                                     || '1:31 Value has the wrong type. Write true or false, without quotes'
        "server.shell 'x', backgruond: true"                                      || "1:19 Option is unknown. Did you mean 'background'?"
        "server.shell 'x', background: true, failedIf: { false }"                 || "1:37 Option belongs to the wait. Give 'failedIf' to job.wait"
        "server.shell 'x', background: true, pty: true"                           || '1:37 A job has no terminal. Leave one of them out'
        "server.shell 'x', successCodes: [3], background: true"                   || "1:19 Option belongs to the wait. Give 'successCodes' to job.wait"
        "def job = server.shell('x', background: true); job.wait(10)"             || '1:52 Not a job\'s wait. Write job.wait(timeout: 10.min); or pause 30.s, or waitFor(port: 80)'
        "def job = server.shell('x', background: true); job.wait(10.min)"         || '1:52 Not a job\'s wait. Write job.wait(timeout: 10.min); or pause 30.s, or waitFor(port: 80)'
        'wait()'                                                                  || '1:1 Not a job\'s wait. Write job.wait(timeout: 10.min); or pause 30.s, or waitFor(port: 80)'
        "def job = server.shell('x', background: true); job.wait(timeot: 1.min)"  || "1:57 Option is unknown. Did you mean 'timeout'?"
        "jobs.named('x').wait(timeout: 3)"                                        || '1:31 Value has the wrong type. Write a duration such as 30.s or 5.min'
        "def job = server.shell('x', background: true); println job.poll.runing"  || "1:65 Property is unknown. Did you mean 'running'?"
        "jobs.named('x').wait().stdot"                                            || "1:24 Property is unknown. Did you mean 'stdout'?"
    }

    def 'what is meant compiles: #program'() {
        expect:
        compileProblems(program) == []

        where:
        program << [
            "def job = server.shell('x', background: true, name: 'n', timeout: 1.h); job.wait(); println job.poll.exitCode",
            "def job = server.shell('x', background: true); println job.wait(timeout: 10.min, successCodes: [0, 3]).stdout",
            "options(background: true) { server.script 'x.sh' }",
            "def all = [1, 2].collect { server.shell(\"x \${it}\", background: true) }; all.each { it.wait() }",
            "println jobs.all*.name(); jobs.named('x').wait(timeout: 1.s); if (jobs.named('x').poll.running) println 'y'",
            "def end = 1; if (fact(CommandPath, 'x').present) println end\nprintln end",
            "def open = host.data.get('job', null); open?.wait()"]
    }
}
