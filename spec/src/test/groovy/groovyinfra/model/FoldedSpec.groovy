package groovyinfra.model

import spock.lang.Specification

class FoldedSpec extends Specification {

    def '#names in short is #folded'() {
        expect:
        Folded.of(names).toString() == folded

        where:
        names                                                | folded
        []                                                   | ''
        ['db']                                               | 'db'
        ['web-01', 'web-02', 'web-03']                       | 'web-[01-03]'
        ['web-1', 'web-2', 'web-3', 'web-7']                 | 'web-[1-3,7]'
        ['web-08', 'web-09', 'web-10', 'web-11']             | 'web-[08-11]'
        ['web-98', 'web-99', 'web-100']                      | 'web-[98-100]'
        ['n1', 'n01', 'n2', 'n02']                           | 'n[01-02,1-2]'
        ['db', 'web-01.example.com', 'web-02.example.com']   | 'db,web-[01-02].example.com'
        ['web', 'web1', 'web2']                              | 'web,web[1-2]'
        ['10.77.1.1', '10.77.1.2', '10.77.1.9']              | '10.77.1.[1-2,9]'
        ['rack1-n1', 'rack1-n2', 'rack2-n1', 'rack2-n2']     | 'rack[1-2]-n[1-2]'
        ['web-1', 'web-1', 'db']                             | 'web-1,db'
        ['a1', 'b1']                                         | 'a1,b1'
        ['id-20261121093000123', 'id-20261121093000124']     | 'id-20261121093000123,id-20261121093000124'
        (1..40).collect { 'web-' + "$it".padLeft(2, '0') }   | 'web-[01-40]'
    }

    def '#pattern stands for #names'() {
        expect:
        Folded.expand(pattern) == names

        where:
        pattern                      | names
        'db'                         | ['db']
        'web-[01-03].example.com'    | ['web-01.example.com', 'web-02.example.com', 'web-03.example.com']
        'web-[1-3,7]'                | ['web-1', 'web-2', 'web-3', 'web-7']
        'web-[08-11]'                | ['web-08', 'web-09', 'web-10', 'web-11']
        'web-[98-101]'               | ['web-98', 'web-99', 'web-100', 'web-101']
        'n[0-10/5]'                  | ['n0', 'n5', 'n10']
        'n[01:05:2]'                 | ['n01', 'n03', 'n05']
        'db-[a-c]'                   | ['db-a', 'db-b', 'db-c']
        'db-[a:c]'                   | ['db-a', 'db-b', 'db-c']
        'db-[X-Z/2]'                 | ['db-X', 'db-Z']
        'web-[5]'                    | ['web-5']
        'web-[ 1 , 2 ]'              | ['web-1', 'web-2']
        'r[1-2]n[1-2]'               | ['r1n1', 'r1n2', 'r2n1', 'r2n2']
        '[1-2]'                      | ['1', '2']
    }

    def '#pattern is no pattern: #message'() {
        when:
        Folded.expand(pattern)

        then:
        def wrong = thrown(IllegalArgumentException)
        wrong.message == "'$pattern': $message"

        where:
        pattern              | message
        'web-[01-'           | "'[' has no ']'"
        'web-01]'            | "']' has no '['"
        'web-]1[2]'          | "']' has no '['"
        'web-[20-01]'        | "'20-01' ends before it begins"
        'web-[]'             | "'' is neither a number nor a range such as 01-20"
        'web-[1,,2]'         | "'' is neither a number nor a range such as 01-20"
        'web-[1-]'           | "'1-' is neither a number nor a range such as 01-20"
        'web-[one]'          | "'one' is neither a number nor a range such as 01-20"
        'web-[1/2]'          | "'1/2' is neither a number nor a range such as 01-20"
        'web-[a-9]'          | "'a-9' mixes letters and numbers"
        'web-[a-Z]'          | "'a-Z' mixes letters and numbers"
        'web-[1-9/0]'        | "'1-9/0' has no step"
        'web-[1-999999999]'  | "'1-999999999' has too many names"
        'a[1-999]b[1-999]'   | 'more than 100000 names'
    }

    def 'names in short stand for exactly these names, whatever they are'() {
        given:
        def random = new Random(seed)
        def words = ['web', 'web-', 'db', 'n', 'rack', '.example.com', '-', '.', '10', 'x']
        def names = (0..<random.nextInt(60)).collect {
            (0..random.nextInt(4)).collect {
                random.nextBoolean() ? words[random.nextInt(words.size())] : number(random)
            }.join('')
        } as Set

        when:
        def folded = Folded.of(names)

        then:
        folded.names() as Set == names
        folded.names().size() == names.size()
        folded.patterns().size() <= names.size()

        where:
        seed << (1..500)
    }

    private static String number(Random random) {
        int number = random.nextInt(random.nextBoolean() ? 12 : 1200)
        random.nextBoolean() ? "$number" : "$number".padLeft(1 + random.nextInt(4), '0')
    }
}
