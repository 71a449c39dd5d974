package groovyinfra.model

import spock.lang.Specification

class JobListSpec extends Specification {
    private static List<String> job(String id, String name, long started) {
        ["job $id", "name $name", 'command sleep 9', 'user ann', "started $started", 'running']*.toString()
    }

    def 'jobs are listed with the oldest first, those that began in one second by name, and those of one name by id'() {
        given:
        def lines = ['now 2000', *job('1b', 'other', 1000), *job('9c', 'backup', 1000), *job('0a', 'backup', 1000), *job('5d', 'zip', 999)]

        expect:
        new JobList().parse(lines)*.id() == ['5d', '0a', '9c', '1b']
    }
}
