package groovyinfra.inventory

class SchemaSpec extends InventoryFixture {

    def 'a mistake in an inventory is named with its place: #text'() {
        expect:
        problems { yaml(text) } == [problem]

        where:
        text                                           | problem
        'hsots: {a: }'                                 | "inventory.yaml:1:1: Unknown key 'hsots' | an inventory has hosts, groups, data, options, ssh, connector | did you mean 'hosts'?"
        'hosts: {a: {adress: b}}'                      | "inventory.yaml:1:13: Unknown key 'adress' | a host has address, connector, ssh, data, options, groups | did you mean 'address'?"
        'hosts: {a: {role: b}}'                        | "inventory.yaml:1:13: Unknown key 'role' | a host has address, connector, ssh, data, options, groups | use one of these, or put it under data:"
        'groups: {web: {host: [a]}}'                   | "inventory.yaml:1:16: Unknown key 'host' | a group has hosts, groups, data, options, ssh, connector, priority | did you mean 'hosts'?"
        'groups: {web: {hosts: [a], priority: high}}'  | "inventory.yaml:1:38: Value of 'priority' does not fit | 'high' is not a whole number | correct the value"
        'hosts: {a: {ssh: {usr: root}}}'               | "inventory.yaml:1:19: Unknown key 'usr' | 'ssh' has user, port, key, passphrase, agent, password, askPassword, sudoPassword, suPassword, hostKeys, hostKey, connectTimeout, connectAttempts, jump, proxyCommand, tempDirectory, reconnect | did you mean 'user'?"
        'hosts: {a: {ssh: {address: b}}}'              | "inventory.yaml:1:19: Unknown key 'address' | 'ssh' says how to log in, not where | write 'address:' or 'connector:' beside 'ssh:'"
        'hosts: {a: {ssh: {port: 70000}}}'             | "inventory.yaml:1:25: Value of 'port' does not fit | 70000 is not a port, 1 to 65535 | correct the value"
        'hosts: {a: {ssh: {port: ssh}}}'               | "inventory.yaml:1:25: Value of 'port' does not fit | 'ssh' is not a whole number | correct the value"
        'hosts: {a: {ssh: {tempDirectory: tmp}}}'      | "inventory.yaml:1:34: Value of 'tempDirectory' does not fit | 'tmp' is not an absolute path | correct the value"
        'hosts: {a: {ssh: {tempDirectory: "~/t"}}}'    | "inventory.yaml:1:34: Value of 'tempDirectory' does not fit | '~/t' is not an absolute path | correct the value"
        'hosts: {a: {ssh: {tempDirectory: ""}}}'       | "inventory.yaml:1:34: Value of 'tempDirectory' does not fit | '' is not an absolute path | correct the value"
        'hosts: {a: {ssh: {tempDirectory: 7}}}'        | "inventory.yaml:1:34: Value of 'tempDirectory' does not fit | '7' is not an absolute path | correct the value"
        'hosts: {a: {ssh: {hostKeys: no}}}'            | "inventory.yaml:1:29: Value of 'hostKeys' does not fit | 'no' is not one of strict, accept-new, insecure | correct the value"
        'hosts: {a: {ssh: {connectTimeout: 5}}}'       | "inventory.yaml:1:35: Value of 'connectTimeout' does not fit | 5 is not a duration: write a number and a unit, such as '30s', '5m' or '1h30m' | correct the value"
        'hosts: {a: {ssh: {password: canary}}}'        | "inventory.yaml:1:29: Secret stands open | 'password' would be shown in listings | write password: !secret {env: NAME}"
        'hosts: {a: {ssh: root}}'                      | "inventory.yaml:1:18: Map expected | 'ssh' is a map, not 'root' | write 'key: value' lines, indented"
        'throttles: {mirror: 4}\nhosts: [a]'           | "inventory.yaml:1:1: Key 'throttles' is not available yet | it comes with a later version | remove it"
        'throttle: {mirror: 4}\nhosts: [a]'            | "inventory.yaml:1:1: Key 'throttle' is not available yet | it comes with a later version | remove it"
        'options: {throttle: mirror}\nhosts: [a]'      | "inventory.yaml:1:11: Option 'throttle' is not available yet | The named limit that the call is under. | remove it"
        'hosts: {a: web}'                              | "inventory.yaml:1:12: Map expected | a host is a map, not 'web' | write 'key: value' lines, indented"
        'hosts: {a: {data: [x]}}'                      | "inventory.yaml:1:19: Map expected | 'data' is a map, not '[x]' | write 'key: value' lines, indented"
        'hosts: [a, {b: c}]'                           | "inventory.yaml:1:12: Name expected | '{b=c}' stands in a list of names | write one name, or a map instead of the list"
        'just text'                                    | "inventory.yaml:1:1: Map expected | an inventory is a map, not 'just text' | write 'key: value' lines, indented"
        'options: {sudoo: true}\nhosts: [a]'           | "inventory.yaml:1:11: Unknown option 'sudoo' | no call has such an option | did you mean 'sudo'?"
        'options: {timeout: soon}\nhosts: [a]'         | "inventory.yaml:1:20: Value of option 'timeout' does not fit | 'soon' is not a duration: write a number and a unit, such as '30s', '5m' or '1h30m' | correct the value"
        'options: {sudo: NO}\nhosts: [a]'              | "inventory.yaml:1:17: Value of option 'sudo' does not fit | 'NO' is not a user: write true for root, or a name | correct the value"
        'options: {tags: [x]}\nhosts: [a]'             | "inventory.yaml:1:11: Option 'tags' is not available yet | Words by which calls can be chosen. | remove it"
        'options: {failedIf: x}\nhosts: [a]'           | "inventory.yaml:1:11: Option 'failedIf' needs a closure | only deploy files have closures | give it at the call"
        'hosts: ["web-[01-"]'                          | "inventory.yaml:1:9: Not a range of hosts | 'web-[01-': '[' has no ']' | write ranges as web-[01-20] or db-[1,3,5]"
        'hosts: [a b]'                                 | "inventory.yaml:1:9: Not a host name | 'a b' has characters that no host name has | use letters, digits, dots and dashes; ranges as [01-20]"
        'hosts: [web]\ngroups: {web: {hosts: [a]}}'    | "inventory.yaml:2:10: Host and group have one name | 'web' would mean either | rename the group"
        'groups: {"a*": {hosts: [b]}}'                 | "inventory.yaml:1:10: Not a group name | 'a*' has characters that no group name has | use letters, digits, dots and dashes"
        'groups: {a: {hosts: [x], groups: {b: {groups: [a]}}}}' | 'inventory.yaml:1:10: Group contains itself | a is in b is in a | remove one of these from the other'
        'groups: {web: {hosts: [web]}}'                | "inventory.yaml:1:24: Host and group have one name | 'web' would mean either | rename the group"
        'hosts: [web]\ngroups: {web: {hosts: [web]}}'  | "inventory.yaml:2:10: Host and group have one name | 'web' would mean either | rename the group"
        'hosts: {a: {address: a b}}'                   | "inventory.yaml:1:22: Value of 'address' does not fit | 'a b' is no name and no address | write one without blanks"
        'hosts: {a: {connector: shh}}'                 | "inventory.yaml:1:24: Value of 'connector' does not fit | 'shh' is none of ssh, local, demo, docker, podman, chroot, and no path such as ssh:web1/docker:shop | did you mean 'ssh'?"
        'hosts: {a: {connector: ssh:b/dokker:c}}'      | "inventory.yaml:1:24: Value of 'connector' does not fit | 'ssh:b/dokker:c' is none of ssh, local, demo, docker, podman, chroot, and no path such as ssh:web1/docker:shop | write one of these"
        'hosts:'                                       | 'Inventory has no hosts | inventory.yaml | write hosts: and, indented below it, a name and a colon'
        ''                                             | 'inventory.yaml:1: Inventory is empty | the file says nothing | write hosts: and, indented below it, a name and a colon'
    }

    def 'a place inside of a host is a connector: #connector'() {
        expect:
        host(yaml("hosts: {a: {connector: '$connector'}}"), 'a').connector() == connector

        where:
        connector << ['docker', 'podman:debian:12', 'sudo/chroot:/srv/tree', 'ssh:web1/docker', 'ssh:root@web1:22/sudo/podman:db', 'ssh:[::1]:22/docker:db']
    }

    def 'all mistakes of all files are found at once'() {
        given:
        write('hosts/a.yaml', 'adress: x')
        write('groups/web.yaml', 'prority: 1')

        expect:
        problems { yaml('hosts: {a: {nme: 1}}\ngroups: {web: {hosts: [a]}}\noptions: {sudoo: 1}') }*.replaceFirst(/ \|.*/, '') == [
            "inventory.yaml:3:11: Unknown option 'sudoo'",
            "inventory.yaml:1:13: Unknown key 'nme'",
            "groups/web.yaml:1:1: Unknown key 'prority'",
            "hosts/a.yaml:1:1: Unknown key 'adress'"]
    }
}
