package groovyinfra.inventory

import groovyinfra.model.Flow
import groovyinfra.model.Secret

class AssignmentsSpec extends InventoryFixture {

    def '--data #arguments gives #values'() {
        given:
        write('v.yaml', 'a: 0644\nlist: [1, two]\ns: !secret {env: X}')

        expect:
        host(roster(['h'], arguments), 'h').data().collectEntries { [it.key, it.value instanceof Secret ? Secret.MASK : it.value as String] } == values

        where:
        arguments                 | values
        ['a=1']                   | [a: '1']
        ['a=0644', 'b=NO', 'c=']  | [a: '0644', b: 'NO', c: '']
        ['a=x=y']                 | [a: 'x=y']
        ['a=1', 'a=2']            | [a: '2']
        ['@v.yaml']               | [a: '0644', list: '[1, two]', s: '****']
        ['@v.yaml', 'a=1']        | [a: '1', list: '[1, two]', s: '****']
        ['a=1', '@v.yaml']        | [a: '0644', list: '[1, two]', s: '****']
    }

    def '--data takes numbers and flags for what they are'() {
        expect:
        host(roster(['h'], ['n=8080', 'f=false']), 'h').data() == [n: 8080, f: false]
    }

    def '--data takes lists in brackets and maps in braces for what they are'() {
        expect:
        host(roster(['h'], ['p=[80, x]', 'm={A: x, b: [1]}', 'r=[a-z]+', 'c=[', 'e=[]']), 'h').data() ==
            [p: [80, 'x'], m: [A: 'x', b: [1]], r: '[a-z]+', c: '[', e: []]
    }

    def '--set keeps text as it is, a file gives what it has'() {
        given:
        def file = write('v.yaml', 'n: 1\ns: !secret {prompt: P}')
        def answers = new Answers()

        expect:
        Assignments.texts(['a=TRUE', 'b=', "@$file".toString(), 'c=1.10'], answers) == [
            a: 'TRUE', b: '', n: 1, s: Secret.of('answer to P'), c: '1.10']
        answers.kept == [Secret.of('answer to P')]
    }

    def '--set takes a list in brackets, where a list is wanted'() {
        expect:
        Assignments.texts(['a=[x, 2]', 'b=[a-z]+', 'c=['], new Answers()) == [a: new Flow('[x, 2]', ['x', 2]), b: '[a-z]+', c: '[']
    }

    def '--set takes a map in braces, where a map is wanted'() {
        expect:
        Assignments.texts(['a={x: 2, y: [z]}', 'b={}', 'c={x'], new Answers()) ==
            [a: new Flow('{x: 2, y: [z]}', [x: 2, y: ['z']]), b: new Flow('{}', [:]), c: '{x']
    }

    def '--set takes one value for a name, and files below it'() {
        given:
        def file = write('v.yaml', 'a: 1')

        expect:
        Assignments.texts(['a=x', "@$file".toString(), 'a=x'], new Answers()) == [a: 'x']
        problems { Assignments.texts(['a=x', 'b=1', 'a=y'], new Answers()) } ==
                ["Value is given twice | 'a' has another value already | give one; several elements of a list as --set 'a=[a, b]'"]
    }

    def '#argument is no value'() {
        given:
        write('list.yaml', '[1]')
        write('broken.yaml', 'a: [')

        expect:
        problems { roster(['h'], [argument]) } == [problem]

        where:
        argument        | problem
        'a'             | "Not a value | 'a' | write key=value or @file.yaml"
        '=1'            | "Not a value | '=1' | write key=value or @file.yaml"
        '@no.yaml'      | "File of values does not exist | 'no.yaml' | create it, or give values as key=value"
        '@list.yaml'    | "list.yaml:1:1: Map expected | a file of values is a map, not '[1]' | write 'key: value' lines, indented"
        '@broken.yaml'  | "broken.yaml:1:5: Not readable as YAML | while parsing a flow node: expected the node content, but found '<stream end>' | correct this line, or the one before it"
    }
}
