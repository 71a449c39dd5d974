package groovyinfra.report

import groovyinfra.model.Problem
import spock.lang.Specification

class ProblemTextSpec extends Specification {
    private static List<String> lines(List<List<String>> problems) {
        ProblemText.lines('failed', Tone.PLAIN, problems.collect { host, summary, detail, attempt ->
            new Problem(summary, Problem.Where.host(host), detail, attempt)
        })*.toString()
    }

    def 'problems that differ in host and address only are one: #what'() {
        given:
        def all = (1..5).collect { ["web$it".toString(), summary, detail("web$it", "10.0.0.$it"), attempt("web$it", "10.0.0.$it")] }

        expect:
        lines(all) == shown

        where:
        what             | summary              | detail                                 | attempt                               || shown
        'names'          | 'Name is unknown'    | { h, a -> "no address for ${h}.example" }   | { h, a -> 'check the name' }          || [
            'failed: Name is unknown', '  where   web[1-5]', '  detail  no address for web1.example', '          no address for web2.example',
            '          no address for web3.example', '          and so 2 more, each with its own host', '  try     Check the name.']
        'addresses'      | 'Connection refused' | { h, a -> "$a:22" }                       | { h, a -> "ssh -p 22 root@$a".toString() } || [
            'failed: Connection refused', '  where   web[1-5]', '  detail  10.0.0.1:22', '          10.0.0.2:22', '          10.0.0.3:22',
            '          and so 2 more, each with its own host', '  try     ssh -p 22 root@10.0.0.1']
        'several lines'  | 'Login was refused'  | { h, a -> "ann at $a:22\ntried: key x" }  | { h, a -> 'check the user' }          || [
            'failed: Login was refused', '  where   web[1-5]', '  detail  ann at 10.0.0.1:22', '          tried: key x',
            '          and so 4 more, each with its own host', '  try     Check the user.']
        'nothing'        | 'Host was lost'      | { h, a -> 'no answer' }                | { h, a -> 'look' }                    || [
            'failed: Host was lost', '  where   web[1-5]', '  detail  no answer', '  try     Look.']
    }

    def 'what differs in more than the host stays apart'() {
        expect:
        lines([['web1', 'Login was refused', 'ann at web1:22', 'x'], ['web2', 'Login was refused', 'bob at web2:22', 'x'],
            ['web3', 'Connection refused', 'ann at web3:22', 'x']]).findAll { it.startsWith('failed') }.size() == 3
    }

    def 'what is equal to the letter is one, whatever hosts it names'() {
        expect:
        lines((1..3).collect { ["web$it".toString(), 'Hosts wait for one another', 'web1 waits for web2, web2 for web3, web3 for web1', 'x'] }) == [
            'failed: Hosts wait for one another', '  where   web[1-3]', '  detail  web1 waits for web2, web2 for web3, web3 for web1', '  try     X.']
    }
}
