package groovyinfra.inventory

class SelectionSpec extends InventoryFixture {

    private static final List<String> HOSTS = (1..4).collect { "web-0$it".toString() } + ['db-1', 'db-2', 'mail']
    private static final Map<String, List<String>> GROUPS = [
        web: HOSTS[0..3], db: ['db-1', 'db-2'], eu: ['web-01', 'web-02', 'db-1'], none: [], all: HOSTS]

    private static Set<String> choose(List<String> limit, List<String> exclude = []) {
        new Selection(limit, exclude).choose(HOSTS, GROUPS)
    }

    def '--limit #limit --exclude #exclude is #chosen'() {
        expect:
        choose(limit, exclude) as List == chosen

        where:
        limit                   | exclude       | chosen
        []                      | []            | HOSTS
        ['all']                 | []            | HOSTS
        ['web']                 | []            | ['web-01', 'web-02', 'web-03', 'web-04']
        ['mail,web-01']         | []            | ['web-01', 'mail']
        ['web,!web-03']         | []            | ['web-01', 'web-02', 'web-04']
        ['!web-03,web']         | []            | ['web-01', 'web-02', 'web-04']
        ['web,!web-03,&eu']     | []            | ['web-01', 'web-02']
        ['web', '&eu']          | []            | ['web-01', 'web-02']
        ['!web']                | []            | ['db-1', 'db-2', 'mail']
        ['&eu']                 | []            | ['web-01', 'web-02', 'db-1']
        ['&eu,&db']             | []            | ['db-1']
        ['web-*']               | []            | ['web-01', 'web-02', 'web-03', 'web-04']
        ['*-?1']                | []            | ['web-01']
        ['w*,!*2']              | []            | ['web-01', 'web-03', 'web-04']
        ['web-[01-02,04]']      | []            | ['web-01', 'web-02', 'web-04']
        [' web , ! web-01 ']    | []            | ['web-02', 'web-03', 'web-04']
        ['web']                 | ['eu']        | ['web-03', 'web-04']
        []                      | ['web,mail']  | ['db-1', 'db-2']
        []                      | ['web', 'db'] | ['mail']
        ['none,mail']           | []            | ['mail']
    }

    def '--limit #limit --exclude #exclude is a problem'() {
        expect:
        problems { choose(limit, exclude) } == [problem]

        where:
        limit            | exclude  | problem
        ['wbe']          | []       | "No host or group 'wbe' | groups are web, db, eu, none, all; hosts are web-[01-04],db-[1-2],mail | did you mean 'web'?"
        ['web,!wev-03']  | []       | "No host or group 'wev-03' | groups are web, db, eu, none, all; hosts are web-[01-04],db-[1-2],mail | did you mean 'web-03'?"
        ['web-[04-05]']  | []       | "No host or group 'web-05' | groups are web, db, eu, none, all; hosts are web-[01-04],db-[1-2],mail | did you mean 'web-01'?"
        ['zz*']          | []       | "No host or group matches 'zz*' | groups are web, db, eu, none, all; hosts are web-[01-04],db-[1-2],mail | groovy-infra inventory lists what there is"
        []               | ['mial'] | "No host or group 'mial' | groups are web, db, eu, none, all; hosts are web-[01-04],db-[1-2],mail | did you mean 'mail'?"
        ['web,&db']      | []       | "No host is chosen | --limit 'web,&db' leaves none of 7 hosts | widen the selection; groovy-infra inventory lists what there is"
        ['none']         | []       | "No host is chosen | --limit 'none' leaves none of 7 hosts | widen the selection; groovy-infra inventory lists what there is"
        ['web']          | ['all']  | "No host is chosen | --limit 'web' --exclude 'all' leaves none of 7 hosts | widen the selection; groovy-infra inventory lists what there is"
        ['']             | []       | "No host is named | --limit '' | name hosts or groups, or leave --limit out"
        ['web', ' , ']   | []       | "No host is named | --limit ' , ' | name hosts or groups, or leave --limit out"
        []               | ['']     | "No host is named | --exclude '' | name hosts or groups, or leave --exclude out"
        ['web-[4-1]']    | []       | "Not a range of hosts | 'web-[4-1]': '4-1' ends before it begins | write ranges as web-[01-20] or db-[1,3,5]"
    }

    def 'a limit is the union of its names, within all that follow &, without all that follow !'() {
        given:
        def random = new Random(seed)
        def names = HOSTS + (GROUPS.keySet() as List)
        def pick = { int most -> (0..<random.nextInt(most + 1)).collect { names[random.nextInt(names.size())] } }
        def (united, within, without, excluded) = [pick(3), pick(2), pick(2), pick(1)]
        def members = { String name -> GROUPS[name] ?: (name in GROUPS ? [] : [name]) }
        def expected = HOSTS.findAll { host ->
            (united.empty || united.any { host in members(it) }) && within.every { host in members(it) } &&
                !(without + excluded).any { host in members(it) }
        }
        def terms = united + within.collect { "&$it".toString() } + without.collect { "!$it".toString() }
        Collections.shuffle(terms, random)

        when:
        def chosen = problems { choose(terms.empty ? [] : [terms.join(',')], excluded) } ? [] : choose([terms.join(',')], excluded) as List

        then:
        chosen == expected

        where:
        seed << (1..400)
    }
}
