"""Where Jupyter gets a kernel from."""

import os
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from runner.kernel.template import Template


class Provisioner(LocalProvisioner):
    """Gets a kernel from a template where there is one.

    Args:
        template: If there is one.
    """

    def __init__(self, template: Template | None, **traits: Any) -> None:
        super().__init__(**traits)
        self._template = template

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Jupyter's own method."""
        if self._template:
            argv, own = cmd[cmd.index("-f") :], options["env"] | {"JPY_PARENT_PID": str(os.getpid())}
            if process := await self._template.fork(argv, options["cwd"], own):
                self.process, self.pid, self.pgid = process, process.pid, process.pid
                self.cwd = options["cwd"]
                return self.connection_info
        return await super().launch_kernel(cmd, **options)
