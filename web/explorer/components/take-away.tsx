import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useState } from 'react';
import { actionsOf, type Taken } from '../take-away/actions.ts';

/** What can be taken away of a chart, a table or a page. */
export function TakeAway({ taken }: { taken: Taken }) {
  const [said, say] = useState('');
  const actions = actionsOf(taken);
  return (
    <div className="tools">
      <MenuTrigger>
        <Button className="btn" data-take-away>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d="M6 1v6M3.2 4.6 6 7.4l2.8-2.8M1 9v2h10V9" fill="none" stroke="currentColor" strokeWidth="1.4" />
          </svg>
          Take away
          <svg viewBox="0 0 8 6" width="8" height="6" aria-hidden="true">
            <path d="M1 1.2 4 4.4 7 1.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu
            className="menu"
            aria-label="Take away"
            onAction={(key) => {
              const action = actions.find(({ name }) => name === key);
              if (!action) return;
              action.run().then(say, () => say(`${action.name} could not be made.`));
            }}
          >
            {actions.map(({ name, what }) => (
              <MenuItem key={name} id={name} textValue={name} className="menu-item">
                <b>{name}</b>
                <span>{what}</span>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <span className="said" role="status">
        {said}
      </span>
    </div>
  );
}
